package io.blackroad.mesh.sim;

import io.blackroad.mesh.witness.Archive;
import io.blackroad.mesh.witness.Evidence;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps everything, for tests to look at. */
public final class SimArchive implements Archive {
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private @Nullable SignedCheckpoint newest;

  @Override
  public void checkpoint(SignedCheckpoint checkpoint) {
    newest = checkpoint;
  }

  @Override
  public void receipt(Receipt receipt) {
    receipts.add(receipt);
  }

  @Override
  public void evidence(Evidence found) {
    evidence.add(found);
  }

  /** The newest checkpoint, or null. */
  public @Nullable SignedCheckpoint newest() {
    return newest;
  }

  /** All receipts, oldest first. */
  public List<Receipt> receipts() {
    return receipts;
  }

  /** All evidence, oldest first. */
  public List<Evidence> evidence() {
    return evidence;
  }
}
