package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which {@code ERASE} entry erased which entry (spec/ps-sha-infinity.md 9). */
public final class ErasureRecords {
  /** Erasures are rare: mostly one page holds them all. */
  private static final int PAGE_ENTRIES = 256;

  private final LogStore log;

  public ErasureRecords(LogStore log) {
    this.log = log;
  }

  /** Whether payload and salt of {@code entry}, as it is stored, are gone. */
  public static boolean isErased(LoggedEntry entry) {
    return entry.salt() == null;
  }

  /** The entry that an {@code ERASE} entry names; -1 for any other. */
  public static long erasedBy(LoggedEntry entry) {
    boolean names = entry.entry().action() == Action.ERASE && entry.payload() instanceof Json.Obj;
    return names && ((Json.Obj) entry.payload()).members().get("seq") instanceof Json.Int seq
        ? seq.value()
        : -1;
  }

  /** The entry that says who erased entry {@code seq} and why; null when there is none. */
  public @Nullable LoggedEntry of(long seq) {
    long from = seq + 1; // nothing is erased before it is there
    while (true) {
      List<LoggedEntry> page = log.entries(Action.ERASE, from, PAGE_ENTRIES);
      for (LoggedEntry entry : page) {
        if (erasedBy(entry) == seq) {
          return entry;
        }
      }
      if (page.size() < PAGE_ENTRIES) {
        return null;
      }
      from = page.getLast().entry().seq() + 1;
    }
  }
}
