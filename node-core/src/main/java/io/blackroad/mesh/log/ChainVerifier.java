package io.blackroad.mesh.log;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.port.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole chain, entry after entry from the first (spec/ps-sha-infinity.md 4 and 10). Feed
 * it in order; after the first break it looks no further.
 */
public final class ChainVerifier {
  /** What is known after the entries so far. */
  public sealed interface Result {
    /** All {@code count} entries hold. */
    record Sound(long count) implements Result {}

    /** The entry at position {@code seq} does not, though all before it do. */
    record Broken(long seq, String reason) implements Result {}
  }

  private final Digest digest;
  private long count;
  private @Nullable Entry last;
  private Result.@Nullable Broken broken;

  public ChainVerifier(Digest digest) {
    this.digest = digest;
  }

  /** Takes the next entry as JSON; a form that is not an entry's breaks the chain. */
  public Result feed(Json json) {
    return switch (EntryJson.fromJson(json)) {
      case EntryJson.Read.Ok ok -> feed(ok.entry());
      case EntryJson.Read.Malformed malformed -> take(null, malformed.reason());
    };
  }

  /** Takes the next entry. */
  public Result feed(LoggedEntry logged) {
    String problem = placeProblem(logged.entry());
    return take(logged.entry(), problem == null ? EntryCheck.problem(logged, digest) : problem);
  }

  /** What the entries so far amount to. */
  public Result result() {
    return broken == null ? new Result.Sound(count) : broken;
  }

  private Result take(@Nullable Entry entry, @Nullable String problem) {
    if (broken == null && problem != null) {
      broken = new Result.Broken(count, problem);
    }
    if (broken == null) {
      last = entry;
      count++;
    }
    return result();
  }

  /** What keeps {@code entry} from standing behind the last one; null when nothing does. */
  private @Nullable String placeProblem(Entry entry) {
    if (entry.seq() != count) {
      return "seq " + entry.seq() + " at position " + count;
    }
    if ((entry.action() == Action.GENESIS) != (count == 0)) {
      return entry.action() + " at position " + count;
    }
    if (!entry.prevHash().equals(last == null ? Chain.GENESIS : last.hash())) {
      return "prev_hash is not the hash of the entry before";
    }
    if (last != null && !entry.chain().equals(last.chain())) {
      return "chain " + entry.chain() + " within " + last.chain();
    }
    if (last != null && entry.timestampNanos() <= last.timestampNanos()) {
      return "timestamp " + entry.timestampNanos() + " is not after the one before";
    }
    return null;
  }
}
