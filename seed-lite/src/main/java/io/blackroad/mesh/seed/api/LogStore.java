package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.merkle.TreeHashes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log and the ledger as stored; written through {@code EventLog}. Calls block and may come from
 * several threads at once, never from an event loop.
 */
public interface LogStore {
  /** The newest entry, or null while the log is empty. */
  @Nullable LoggedEntry newest();

  /** Entries stored so far: the position of the next one, and the size of the tree over them. */
  long size();

  /** Entry {@code seq}, or null when there is none. */
  @Nullable LoggedEntry entry(long seq);

  /**
   * The newest entry of {@code action}, or null when there is none. A look-up, however long the log
   * is.
   *
   * @throws IllegalArgumentException unless it is {@code CHECKPOINT}, {@code MIGRATE} or {@code
   *     ERASE}: only those are indexed
   */
  @Nullable LoggedEntry newest(Action action);

  /**
   * Entries of {@code action} from {@code fromSeq} on in chain order, at most {@code countMax}. A
   * look-up, like {@link #newest(Action)}, and of the same actions.
   */
  List<LoggedEntry> entries(Action action, long fromSeq, int countMax);

  /**
   * The first {@code width} hashes of a tile (C2SP tlog-tiles), 32 bytes each: roots of
   * neighbouring perfect subtrees of 256^{@code level} leaves, from number {@code 256 * index} on.
   * They never change. Null when the log has not that many, and for what no log has: a level
   * outside 0 to 7, a width outside 1 to 256, a negative index.
   */
  byte @Nullable [] tile(int level, long index, int width);

  /**
   * The tree over the log, up to whatever size it has when it is asked. For one thread; all that
   * were ever given out share a few tiles that were read last.
   */
  TreeHashes hashes();

  /** Entries from {@code fromSeq} on in chain order, at most {@code countMax}. */
  List<LoggedEntry> entries(long fromSeq, int countMax);

  /** Bookings whose keys come after {@code key} in their order, at most {@code countMax}. */
  List<Posting> postings(String key, int countMax);

  /** Credits minus debits of {@code account} in units of 1e-8 ROAD; 0 for an unknown one. */
  long balanceUnits(String account);

  /** Whether {@code account} was ever debited or credited. */
  boolean knows(String account);
}
