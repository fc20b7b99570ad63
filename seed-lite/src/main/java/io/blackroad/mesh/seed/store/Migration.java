package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.port.Digest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a database up to {@link Database#SCHEMA_VERSION}; a seed that is killed meanwhile finds
 * the old schema again. Memory does not depend on the length of the log.
 */
final class Migration {
  private static final Logger LOG = System.getLogger(Migration.class.getName());

  /** Entries read at once: a few hundred KiB. */
  private static final int PAGE = 4_096;

  /** Whoever waits longer is told why. */
  private static final long QUIET_NANOS = 1_000_000_000L;

  private final Connection connection;
  private final Digest digest;

  Migration(Connection connection, Digest digest) {
    this.connection = connection;
    this.digest = digest;
  }

  /**
   * @param version the schema that is there, 0 for an empty file
   */
  void from(int version) throws SQLException {
    if (version < 1) {
      run(Schema.FIRST);
    } else if (version < 2) {
      pad();
    }
    if (version < 2) {
      run(Schema.SECOND);
      plantTree();
    }
    run(Schema.THIRD);
    run(List.of("PRAGMA user_version = " + Database.SCHEMA_VERSION));
    connection.commit();
  }

  /**
   * Pads short payloads. Lengthening rows may leave copies of their neighbours in the unused parts
   * of pages, so the file is written anew. Does no harm when it is done twice.
   */
  private void pad() throws SQLException {
    connection.setAutoCommit(true);
    run(List.of(Schema.PAD, "VACUUM"));
    connection.setAutoCommit(false);
  }

  private void run(List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Makes the tiles of all entries that are there. */
  private void plantTree() throws SQLException {
    SqlSession session = new SqlSession(connection);
    TreeRows tree = TreeRows.empty(digest);
    long toldNanos = System.nanoTime();
    long seq = 0;
    List<byte[]> page = TreeRows.entryHashes(session, seq, PAGE);
    while (!page.isEmpty()) {
      for (byte[] hash : page) {
        tree.append(hash, session);
      }
      seq += page.size();
      if (System.nanoTime() - toldNanos > QUIET_NANOS) {
        toldNanos = System.nanoTime();
        LOG.log(Level.INFO, "making the tree of the log, once: {0} entries so far", seq);
      }
      page = TreeRows.entryHashes(session, seq, PAGE);
    }
    tree.save(session);
  }
}
