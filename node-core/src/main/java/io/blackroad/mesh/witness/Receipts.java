package io.blackroad.mesh.witness;

import java.util.ArrayList;
import java.util.List;

/**
 * Entries proved by one checkpoint: what one answer of a seed carries.
 *
 * @param entries in chain order
 */
public record Receipts(SignedCheckpoint checkpoint, List<ProvenEntry> entries) {
  public Receipts {
    entries = List.copyOf(entries);
  }

  /** A receipt for each entry, to be kept and shown one by one. */
  public List<Receipt> each() {
    List<Receipt> receipts = new ArrayList<>();
    entries.forEach(entry -> receipts.add(new Receipt(entry, checkpoint)));
    return receipts;
  }
}
