package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.EntryCheck;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.seed.api.LogStore;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the newest entries of the chain before a seed goes on from them: a damaged end would
 * otherwise be built upon. The whole chain is {@code mesh verify}'s to check.
 */
final class TailCheck {
  /** Some 50 ms on a Pi; far more than one crash can leave unfinished. */
  private static final int ENTRIES = 1_000;

  private TailCheck() {}

  /** Returns the tail when it holds; an empty one of an empty log. */
  static List<LoggedEntry> require(LogStore log, Path data, Digest digest) throws StoreRefusal {
    LoggedEntry newest = log.newest();
    if (newest == null) {
      return List.of();
    }
    long from = Math.max(0, newest.entry().seq() - ENTRIES + 1);
    List<LoggedEntry> tail = log.entries(from, ENTRIES);
    if (tail.size() != newest.entry().seq() - from + 1) {
      throw broken(data, from, "entries are missing behind it");
    }
    LoggedEntry before = null;
    for (LoggedEntry logged : tail) {
      String problem = problem(before, logged, digest);
      if (problem != null) {
        throw broken(data, logged.entry().seq(), problem);
      }
      before = logged;
    }
    return tail;
  }

  private static @Nullable String problem(
      @Nullable LoggedEntry before, LoggedEntry logged, Digest digest) {
    if (before != null && !logged.entry().prevHash().equals(before.entry().hash())) {
      return "prev_hash is not the hash of the entry before";
    }
    if (before != null && logged.entry().timestampNanos() <= before.entry().timestampNanos()) {
      return "it is not later than the entry before";
    }
    return EntryCheck.problem(logged, digest);
  }

  private static StoreRefusal broken(Path data, long seq, String problem) {
    return new StoreRefusal(
        "the log in "
            + data
            + " does not verify at entry "
            + seq
            + " ("
            + problem
            + "): restore it from a backup, or choose another --data");
  }
}
