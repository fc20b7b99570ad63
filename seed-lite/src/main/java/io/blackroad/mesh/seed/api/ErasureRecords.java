package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.http.Problem;
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

  /**
   * The entry {@code seq}, which is there and may be erased.
   *
   * @throws Problem when it is not, or may not
   */
  public LoggedEntry require(long seq) {
    LoggedEntry entry = log.entry(seq);
    if (entry == null) {
      throw LogProofApi.unknown(seq, log.size());
    }
    if (PublicLog.isShownWhole(entry)) {
      throw new Problem(
              409,
              "not-erasable",
              "This entry cannot be erased",
              "Entry "
                  + seq
                  + " is a "
                  + entry.entry().action()
                  + " of the seed itself: everyone"
                  + " was shown it, and the log proves by it.")
          .about("seq");
    }
    if (isErased(entry)) {
      LoggedEntry by = of(seq);
      String who = by == null ? "" : " by entry " + by.entry().seq();
      throw new Problem(
              409,
              "already-erased",
              "This entry is erased already",
              "Entry " + seq + " was erased" + who + "; there is nothing left to erase.")
          .about("seq");
    }
    return entry;
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
