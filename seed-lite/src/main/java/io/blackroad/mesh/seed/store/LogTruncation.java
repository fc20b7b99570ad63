package io.blackroad.mesh.seed.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * Moves everything from the write-ahead log to the database and makes the log an empty file, so
 * that no older state of a row is left in it. {@code secure_delete} has the database's pages
 * overwritten.
 */
final class LogTruncation {
  private static final Logger LOG = System.getLogger(LogTruncation.class.getName());

  /** One warning a minute. */
  private static final int ATTEMPTS_PER_WARNING = 60;

  private LogTruncation() {}

  /**
   * Returns once the log is empty. Waits for whoever still reads an older state, here or in another
   * process, for as long as it takes: the caller answers for the log being empty.
   *
   * @param givenUp asked every {@link SqlSession#READERS_MILLIS} while it waits
   * @throws SQLException when it gave up, or the disk fails
   */
  static void await(SqlSession session, BooleanSupplier givenUp) throws SQLException {
    for (int attempt = 0; !session.truncateLog(); attempt++) {
      if (givenUp.getAsBoolean()) {
        throw new SQLException("somebody still reads what is to be erased; the next start goes on");
      }
      if (attempt % ATTEMPTS_PER_WARNING == 0) {
        LOG.log(
            Level.WARNING,
            "waiting for a process that reads an older state of the database (a backup, a shell):"
                + " until it ends, what was erased is still in mesh.db-wal");
      }
    }
  }
}
