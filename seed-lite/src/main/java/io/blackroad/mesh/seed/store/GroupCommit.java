package io.blackroad.mesh.seed.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the database. Its thread takes whatever has queued up and stores it in one
 * transaction, so one sync to disk serves many writes when it is busy, and a single one when not.
 *
 * <p>Back-pressure: {@link #submit} never waits and nothing is dropped; but once more than {@link
 * #WAITING_BYTES_MAX} wait, {@link #behind} says so, and the seed reads no more from its nodes
 * until the store has caught up. What they had sent by then is still taken: {@code
 * SignalLimits.unhandledBytesMax} of each at most.
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
  private final AtomicLong waitingBytes = new AtomicLong();
  private volatile Ending ending = session -> {};
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

  /** What belongs to a group as a whole; called from the writer's thread. */
  interface Ending {
    /** Comes last in the transaction of each group. */
    void complete(SqlSession session) throws SQLException;

    /** The group is committed; nobody has been told of it. */
    default void committed(SqlSession session) throws SQLException {}

    /** The group cannot be lost any more. */
    default void stored() {}
  }

  private record Queued(Write write, long bytes) {}

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

  /** What is to be done with each group; before the first {@link #submit} that it is to see. */
  void endWith(Ending newEnding) {
    ending = newEnding;
  }

  /** Queues {@code write}, about {@code bytes} big. Never waits. */
  void submit(Write write, long bytes) {
    long counted = Math.max(WRITE_BYTES_MIN, bytes);
    waitingBytes.addAndGet(counted);
    queue.add(new Queued(write, counted));
  }

  /** Whether more waits than should. */
  boolean behind() {
    return waitingBytes.get() > WAITING_BYTES_MAX;
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
    return group.stream().noneMatch(queued -> queued.write() == END);
  }

  private void commit(List<Queued> group) {
    Exception failure = cause == null ? storeAll(group) : cause;
    if (failure != null && cause == null) {
      cause = failure;
      broken.accept(failure);
    }
    waitingBytes.addAndGet(-group.stream().mapToLong(Queued::bytes).sum());
    for (Queued queued : group) {
      if (failure == null) {
        queued.write().stored();
      } else {
        queued.write().failed(failure);
      }
    }
    if (failure == null) {
      ending.stored();
    }
  }

  private @Nullable Exception storeAll(List<Queued> group) {
    try {
      for (Queued queued : group) {
        queued.write().store(session);
      }
      ending.complete(session);
      session.commit();
      ending.committed(session);
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
