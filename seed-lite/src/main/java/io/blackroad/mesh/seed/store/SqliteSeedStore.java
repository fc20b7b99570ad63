package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.seed.api.JobStore;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.seed.api.SeedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The store of a seed: {@code DATA/mesh.db}, locked for this process by {@code DATA/mesh.lock}.
 *
 * <p>Opening recovers what was stored before: SQLite replays its write-ahead log up to the last
 * whole commit, and the newest entries of the chain are verified before anything is built on them.
 */
public final class SqliteSeedStore implements SeedStore {
  private final DataLock lock;
  private final GroupCommit writer;
  private final TreeRows tree;
  private final ReadSessions sessions;
  private final SqliteLogStore log;
  private final SqliteJobStore jobs;
  private boolean open = true;

  private SqliteSeedStore(DataLock lock, SqlSession session, TreeRows tree, ReadSessions sessions) {
    this.lock = lock;
    this.writer = new GroupCommit(session);
    this.tree = tree;
    this.sessions = sessions;
    this.log = new SqliteLogStore(sessions);
    this.jobs = new SqliteJobStore(sessions, writer);
  }

  /**
   * Opens the store in {@code data}, making it when missing.
   *
   * @throws StoreRefusal when the folder is in use, cannot be written, was written by a newer
   *     version, or ends in a chain that does not verify
   */
  public static SqliteSeedStore open(Path data, Digest digest) throws StoreRefusal {
    DataLock lock = DataLock.take(data);
    try {
      Database database = Database.open(data, digest);
      SqlSession session = new SqlSession(database.writer());
      SqliteJobStore.releaseOrphans(session);
      ReadSessions sessions = new ReadSessions(database);
      TailCheck.require(new SqliteLogStore(sessions), data, digest);
      TreeRows tree = TreeRows.resume(session, digest);
      if (tree == null) {
        throw new StoreRefusal(
            "the tree of the log in "
                + data
                + " does not fit its entries: restore it from a backup, or choose another --data");
      }
      session.commit();
      return new SqliteSeedStore(lock, session, tree, sessions);
    } catch (SQLException e) {
      release(lock);
      throw new StoreRefusal("the database in " + data + " cannot be opened: " + e.getMessage(), e);
    } catch (StoreRefusal e) {
      release(lock);
      throw e;
    }
  }

  private static void release(DataLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code broken} runs on the store's thread; it must not call {@link #close}, which waits for
   * that thread.
   */
  @Override
  public EventLog start(LongConsumer durable, Consumer<Exception> broken) {
    writer.onBroken(broken);
    LoggedEntry newest = log.newest();
    long lastSeq = newest == null ? -1 : newest.entry().seq();
    return SqliteEventLog.start(writer, tree, lastSeq, durable);
  }

  @Override
  public boolean behind() {
    return writer.behind();
  }

  @Override
  public JobStore jobs() {
    return jobs;
  }

  @Override
  public LogStore log() {
    return log;
  }

  @Override
  public synchronized void close() {
    if (!open) {
      return;
    }
    open = false;
    try (lock) {
      sessions.close();
      writer.close(); // the last connection to close: SQLite then folds the write-ahead log in
    } catch (SQLException | IOException e) {
      throw new UncheckedIOException(new IOException("the store did not close cleanly", e));
    }
  }
}
