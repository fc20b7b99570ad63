package io.blackroad.mesh.seed.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the database. Its thread takes whatever has queued up and stores it in one
 * transaction, so one sync to disk serves many writes when it is busy, and a single one when not.
 *
 * <p>Back-pressure: at most {@link #WAITING_BYTES_MAX} wait; then {@link #submit} waits for room,
 * which holds up the coordinator and with it the links that feed it. Nothing is dropped.
 *
 * <pre>
 *   open --submit--> open --close()--> draining --queue empty--> closed
 *     \--a write fails--> broken: told once, nothing is stored or acknowledged any more
 * </pre>
 */
final class GroupCommit implements AutoCloseable {
  /** A Pi's heap is 128 MB: a tenth of it. Holds about 600 results of 16 texts. */
  static final int WAITING_BYTES_MAX = 12 << 20;

  /** What a write counts at least, so that their number is bounded too. */
  private static final int WRITE_BYTES_MIN = 1 << 10;

  private static final Write END =
      new Write() {
        @Override
        public void store(SqlSession session) {}

        @Override
        public void stored() {}

        @Override
        public void failed(Exception cause) {}
      };

  private final SqlSession session;
  private final Thread thread = new Thread(this::run, "mesh-store");
  private final LinkedBlockingQueue<Queued> queue = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(WAITING_BYTES_MAX);
  private volatile Consumer<Exception> broken = cause -> {};
  private volatile @Nullable Exception cause;

  /** One piece of a transaction; called from the writer's thread. */
  interface Write {
    void store(SqlSession session) throws SQLException;

    /** It cannot be lost any more. */
    void stored();

    /** It was not stored, and nothing will be. */
    void failed(Exception cause);
  }

  private record Queued(Write write, int bytes) {}

  GroupCommit(SqlSession session) {
    this.session = session;
    thread.setDaemon(true);
    thread.start();
  }

  /** Whom to tell when nothing can be stored any more. */
  void onBroken(Consumer<Exception> listener) {
    broken = listener;
    Exception already = cause;
    if (already != null) {
      listener.accept(already);
    }
  }

  /** Queues {@code write}, about {@code bytes} big; waits while too much is queued already. */
  void submit(Write write, long bytes) {
    int permits = (int) Math.max(WRITE_BYTES_MIN, Math.min(bytes, WAITING_BYTES_MAX));
    room.acquireUninterruptibly(permits);
    queue.add(new Queued(write, permits));
  }

  private void run() {
    List<Queued> group = new ArrayList<>();
    boolean open = true;
    while (open) {
      open = take(group);
      commit(group);
      group.clear();
    }
  }

  /** Moves all that waits into {@code group}; false when the end was among it. */
  private boolean take(List<Queued> group) {
    try {
      group.add(queue.take());
    } catch (InterruptedException e) {
      return false; // nobody interrupts this thread but an ending JVM
    }
    queue.drainTo(group);
    for (Queued queued : group) {
      room.release(queued.bytes());
    }
    return group.stream().noneMatch(queued -> queued.write() == END);
  }

  private void commit(List<Queued> group) {
    Exception failure = cause == null ? storeAll(group) : cause;
    if (failure != null && cause == null) {
      cause = failure;
      broken.accept(failure);
    }
    for (Queued queued : group) {
      if (failure == null) {
        queued.write().stored();
      } else {
        queued.write().failed(failure);
      }
    }
  }

  private @Nullable Exception storeAll(List<Queued> group) {
    try {
      for (Queued queued : group) {
        queued.write().store(session);
      }
      session.commit();
      return null;
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      return e;
    } catch (OutOfMemoryError e) {
      return new IllegalStateException("out of memory while storing", e);
    }
  }

  private void rollback(Exception e) {
    try {
      session.rollback();
    } catch (SQLException second) {
      e.addSuppressed(second);
    }
  }

  /** Stores what is queued, then ends the thread and closes the connection. */
  @Override
  public void close() throws SQLException {
    submit(END, 0);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    session.close();
  }
}
