package io.blackroad.mesh.seed.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for what may block or take long: storage, tokenising, hashing, compressing. */
public final class Workers implements Executor, AutoCloseable {
  /** Work that waits; more would only wait longer than its clients do. */
  private static final int WAITING_MAX = 1_024;

  /** SQLite answers one writer at a time and tokenising wants a core: more threads gain nothing. */
  private static final int THREADS_MIN = 4;

  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  public Workers() {
    AtomicInteger number = new AtomicInteger();
    int size = Math.max(THREADS_MIN, 2 * Runtime.getRuntime().availableProcessors());
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            task -> new Thread(task, "seed-worker-" + number.incrementAndGet()));
    threads.allowCoreThreadTimeOut(true);
  }

  /** Runs {@code task} soon; false when too much is waiting already. */
  public boolean run(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Runs {@code task} soon, or on the caller's thread when too much is waiting already. */
  @Override
  public void execute(Runnable task) {
    if (!run(task)) {
      task.run();
    }
  }

  /** Lets what has begun finish, for a few seconds. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
