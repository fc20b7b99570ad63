package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.Standing;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Standings as rows. Session keys never come back, so of nodes that nothing is owed to and nothing
 * is held against only the newest are kept. Of a node that a group's batches name often only the
 * last standing is written. The writer's thread.
 */
final class StandingRows {
  /** Some ten megabytes; a day's visitors of a busy site. */
  static final int FORGETTABLE_MAX = 100_000;

  /** Standings written between two looks at how many there are. */
  private static final int PRUNE_EVERY = 1_000;

  private static final String PUT =
      "INSERT OR REPLACE INTO standings(node_id, passed, strikes, barred, escrow_units, paid_units,"
          + " remainder, day, units_today, seen_ms) VALUES (?,?,?,?,?,?,?,?,?,?)";

  /** Walks an index over what may be forgotten, and over nothing else. */
  static final String PRUNE =
      "DELETE FROM standings WHERE node_id IN (SELECT node_id FROM standings WHERE "
          + Schema.FORGETTABLE
          + " ORDER BY seen_ms DESC LIMIT -1 OFFSET ?)";

  private final int forgettableMax;
  private final Map<String, Seen> unsaved = new LinkedHashMap<>();
  private int written;

  private record Seen(Standing standing, long unixMillis) {}

  StandingRows() {
    this(FORGETTABLE_MAX);
  }

  /**
   * @param forgettableMax how many are kept although they may be forgotten, and up to {@link
   *     #PRUNE_EVERY} more
   */
  StandingRows(int forgettableMax) {
    this.forgettableMax = forgettableMax;
  }

  /** What is remembered of a node from now on. */
  void put(Standing standing, long unixMillis) {
    unsaved.put(standing.nodeId(), new Seen(standing, unixMillis));
  }

  /** Stores what was put since. */
  void save(SqlSession session) throws SQLException {
    for (Seen seen : unsaved.values()) {
      save(seen, session);
    }
    written += unsaved.size();
    unsaved.clear();
    if (written >= PRUNE_EVERY) {
      written = 0;
      session.update(PRUNE, forgettableMax);
    }
  }

  private static void save(Seen seen, SqlSession session) throws SQLException {
    Standing standing = seen.standing;
    session.update(
        PUT,
        standing.nodeId(),
        standing.passed(),
        standing.strikes(),
        standing.barred(),
        standing.escrowUnits(),
        standing.paidUnits(),
        standing.accrual().remainder(),
        standing.accrual().day(),
        standing.accrual().unitsToday(),
        seen.unixMillis);
  }
}
