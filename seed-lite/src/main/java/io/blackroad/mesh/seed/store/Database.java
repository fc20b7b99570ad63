package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.port.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The file {@code mesh.db} of a data folder: opens connections to it and knows its schema.
 *
 * <p>{@code synchronous=FULL} syncs the write-ahead log at each commit, so a commit survives power
 * loss; {@code secure_delete} overwrites what is deleted, so that erasing is erasing.
 */
final class Database {
  static final String FILE = "mesh.db";

  /** The schema that this version writes; older ones are brought up to it. */
  static final int SCHEMA_VERSION = 3;

  /** Waiting for another process's lock, e.g. a backup's; in this process there is one writer. */
  static final int BUSY_MILLIS = 10_000;

  /** The write-ahead log is cut back to this after a checkpoint. */
  private static final int JOURNAL_BYTES_MAX = 16 << 20;

  /** Pages of 4 KiB that the writer keeps: what a busy group of writes touches, several times. */
  private static final int CACHED_PAGES = 4_096;

  /** Pages after which the write-ahead log is moved into the database: 16 MB, as above. */
  private static final int LOGGED_PAGES = 4_096;

  private final Path file;

  private Database(Path file) {
    this.file = file;
  }

  /** Opens the database in {@code data}, making it when missing, and brings it up to date. */
  static Database open(Path data, Digest digest) throws StoreRefusal {
    Database database = new Database(data.resolve(FILE));
    WalCheck.require(database.file);
    try (Connection connection = database.writer()) {
      int version = version(connection);
      database.requireKnown(version);
      if (version < SCHEMA_VERSION) {
        new Migration(connection, digest).from(version);
      }
    } catch (SQLException e) {
      throw database.unreadable(e);
    }
    return database;
  }

  /** The existing database in {@code data}, only to be read; a seed may be using it. */
  static Database existing(Path data) throws StoreRefusal {
    Database database = new Database(data.resolve(FILE));
    if (!Files.isRegularFile(database.file)) {
      throw new StoreRefusal("no " + FILE + " in " + data + ": name a seed's data folder");
    }
    try (Connection connection = database.reader()) {
      database.requireKnown(version(connection));
    } catch (SQLException e) {
      throw database.unreadable(e);
    }
    return database;
  }

  private StoreRefusal unreadable(SQLException e) {
    return new StoreRefusal(
        file + " cannot be used (" + e.getMessage() + "): restore it, or choose another --data", e);
  }

  /** A connection that writes, in transactions that its owner ends. */
  Connection writer() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setPragma(Pragma.SECURE_DELETE, "true");
    config.setTempStore(TempStore.MEMORY); // nothing of a row gets into a file beside the database
    config.setPragma(Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(JOURNAL_BYTES_MAX));
    config.setCacheSize(CACHED_PAGES);
    config.setWalAutocheckpoint(LOGGED_PAGES);
    config.setGetGeneratedKeys(false); // else the driver asks for one after each insert
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    connection.setAutoCommit(false);
    return connection;
  }

  /** A connection that cannot write. */
  Connection reader() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  private void requireKnown(int version) throws StoreRefusal {
    if (version > SCHEMA_VERSION) {
      throw new StoreRefusal(
          file
              + " was written by a newer mesh (schema "
              + version
              + ", this one knows "
              + SCHEMA_VERSION
              + "): update, or choose another --data");
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }
}
