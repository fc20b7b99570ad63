package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Records;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.seed.api.JobStore;
import io.blackroad.mesh.seed.api.LedgerStore;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.seed.api.SeedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
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
  private final Digest digest;
  private final GroupCommit writer;
  private final TreeRows tree;
  private final ReadSessions sessions;
  private final SqliteLogStore log;
  private final SqliteJobStore jobs;
  private final List<SqliteRecords> records = new CopyOnWriteArrayList<>();
  private volatile Runnable ending = () -> {};
  private boolean open = true;

  private SqliteSeedStore(Opened opened, Digest digest) {
    this.lock = opened.lock;
    this.digest = digest;
    this.writer = new GroupCommit(opened.session);
    this.tree = opened.tree;
    this.sessions = opened.sessions;
    this.log = new SqliteLogStore(sessions);
    this.jobs = new SqliteJobStore(sessions, writer);
  }

  /** What a store is made of. */
  private record Opened(DataLock lock, SqlSession session, TreeRows tree, ReadSessions sessions) {}

  /**
   * Opens the store in {@code data}, making it when missing.
   *
   * @throws StoreRefusal when the folder is in use, cannot be written, was written by a newer
   *     version, or ends in a chain that does not verify
   */
  public static SqliteSeedStore open(Path data, Digest digest) throws StoreRefusal {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    DataLock lock = DataLock.take(data);
    opened.push(lock);
    try {
      Database database = Database.open(data, digest);
      SqlSession session = new SqlSession(database.writer());
      opened.push(session);
      LogTruncation.await(session, () -> false); // an erasure that a crash interrupted goes on
      SqliteJobStore.releaseOrphans(session);
      ReadSessions sessions = new ReadSessions(database);
      opened.push(sessions);
      LogStore log = new SqliteLogStore(sessions);
      TreeRows tree = TreeCheck.require(session, log, TailCheck.require(log, data, digest), digest);
      session.commit();
      return new SqliteSeedStore(new Opened(lock, session, tree, sessions), digest);
    } catch (SQLException | UncheckedIOException e) {
      release(opened);
      throw new StoreRefusal("the database in " + data + " cannot be used: " + e.getMessage(), e);
    } catch (StoreRefusal e) {
      release(opened);
      throw e;
    }
  }

  /** Whether a seed is using {@code data} just now; it may have ended when this returns. */
  public static boolean isInUse(Path data) throws StoreRefusal {
    DataLock lock = DataLock.tryTake(data);
    if (lock != null) {
      release(new ArrayDeque<>(List.of(lock)));
    }
    return lock == null;
  }

  private static void release(Deque<AutoCloseable> opened) {
    for (AutoCloseable resource : opened) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new UncheckedIOException(new IOException("what was opened did not close", e));
      }
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
    SqliteEventLog started = SqliteEventLog.start(writer, tree, lastSeq, durable);
    ending = started::giveUp;
    return started;
  }

  @Override
  public boolean behind() {
    return writer.behind();
  }

  @Override
  public Records records(Executor asker) {
    SqliteRecords opened = new SqliteRecords(sessions, writer, digest, asker);
    records.add(opened);
    return opened;
  }

  @Override
  public JobStore jobs() {
    return jobs;
  }

  @Override
  public LedgerStore ledger() {
    return new SqliteLedgerStore(sessions);
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
    ending.run();
    try (lock) {
      records.forEach(SqliteRecords::close);
      sessions.close();
      writer.close(); // the last connection to close: SQLite then folds the write-ahead log in
    } catch (SQLException | IOException e) {
      throw new UncheckedIOException(new IOException("the store did not close cleanly", e));
    }
  }
}
