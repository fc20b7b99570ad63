package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.seed.api.LedgerStore;
import io.blackroad.mesh.seed.api.LogStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The log of a data folder, only to be read; a seed may be writing to it meanwhile. */
public final class StoredLog implements AutoCloseable {
  private final ReadSessions sessions;

  private StoredLog(ReadSessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Opens the log in {@code data}.
   *
   * @throws StoreRefusal when there is none, or a newer version wrote it
   */
  public static StoredLog open(Path data) throws StoreRefusal {
    try {
      return new StoredLog(new ReadSessions(Database.existing(data)));
    } catch (SQLException e) {
      throw new StoreRefusal("the log in " + data + " cannot be read: " + e.getMessage(), e);
    }
  }

  public LedgerStore ledger() {
    return new SqliteLedgerStore(sessions);
  }

  public LogStore log() {
    return new SqliteLogStore(sessions);
  }

  @Override
  public void close() {
    try {
      sessions.close();
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("the log did not close", e));
    }
  }
}
