package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.Standing;
import java.sql.SQLException;

/**
 * Standings as rows. Session keys never come back, so of nodes that nothing is owed to and nothing
 * is held against only the newest are kept. The writer's thread.
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
  private int written;

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

  /** Stores what is remembered of a node from now on. */
  void put(Standing standing, long unixMillis, SqlSession session) throws SQLException {
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
        unixMillis);
    written++;
    if (written >= PRUNE_EVERY) {
      written = 0;
      session.update(PRUNE, forgettableMax);
    }
  }
}
