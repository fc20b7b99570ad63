package io.blackroad.mesh.seed.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection with its statements, each prepared once; their texts are constants, so there are
 * few. For one thread at a time.
 */
final class SqlSession implements AutoCloseable {
  /** How long one attempt to empty the write-ahead log waits for readers. */
  static final int READERS_MILLIS = 1_000;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>();

  SqlSession(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of a row. */
  interface RowReader<T> {
    T read(Row row) throws SQLException;
  }

  /** Runs a statement that changes rows; returns how many. */
  int update(String sql, @Nullable Object... arguments) throws SQLException {
    return bound(sql, arguments).executeUpdate();
  }

  /** All rows that {@code sql} selects. */
  <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = bound(sql, arguments).executeQuery()) {
      Row row = new Row(rows);
      while (rows.next()) {
        found.add(reader.read(row));
      }
    }
    return found;
  }

  /** The first row that {@code sql} selects, or null. */
  <T> @Nullable T first(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    List<T> found = query(sql, reader, arguments);
    return found.isEmpty() ? null : found.get(0);
  }

  private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  /**
   * Moves the write-ahead log into the database and cuts it to nothing; false when somebody reads
   * an older state, which it waits for as long as {@link #READERS_MILLIS}. Between transactions.
   */
  boolean truncateLog() throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + READERS_MILLIS);
      try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        return row.getInt("busy") == 0;
      } finally {
        statement.execute("PRAGMA busy_timeout = " + Database.BUSY_MILLIS);
      }
    } finally {
      connection.setAutoCommit(false);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close(); // closes its statements too
  }
}
