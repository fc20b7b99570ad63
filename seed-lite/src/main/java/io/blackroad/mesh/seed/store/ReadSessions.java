package io.blackroad.mesh.seed.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Connections that read beside the writer; each call gets one for itself, waiting when all are out.
 */
final class ReadSessions implements AutoCloseable {
  /** Enough that one long page of results does not hold up a progress query. */
  private static final int COUNT = 3;

  private final ArrayBlockingQueue<SqlSession> idle = new ArrayBlockingQueue<>(COUNT);

  ReadSessions(Database database) throws SQLException {
    for (int i = 0; i < COUNT; i++) {
      idle.add(new SqlSession(database.reader()));
    }
  }

  /** Something to be read. */
  interface Reading<T extends @Nullable Object> {
    T read(SqlSession session) throws SQLException;
  }

  /**
   * Runs {@code reading} on one of the connections.
   *
   * @throws UncheckedIOException when the database cannot be read
   */
  <T extends @Nullable Object> T read(Reading<T> reading) {
    SqlSession session;
    try {
      session = idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while waiting to read", e));
    }
    try {
      return reading.read(session);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("the database cannot be read", e));
    } finally {
      idle.add(session);
    }
  }

  /** Closes all connections, each as soon as nobody uses it. */
  @Override
  public void close() throws SQLException {
    for (int i = 0; i < COUNT; i++) {
      try {
        idle.take().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
