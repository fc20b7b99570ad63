package io.blackroad.mesh.seed;

import io.blackroad.mesh.seed.api.JobStore;
import io.blackroad.mesh.seed.api.SeedOptions;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Forgets jobs that ended long ago, and the oldest of all when their results take too much room.
 */
final class Retention implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Retention.class.getName());
  private static final long PERIOD_SECONDS = 60;

  /** Jobs looked up at a time. */
  private static final int PAGE = 64;

  private final JobStore jobs;
  private final SeedOptions.Keep keep;
  private final InstantSource time;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("mesh-retention").daemon(true).factory());
  private volatile boolean ending;

  Retention(JobStore jobs, SeedOptions.Keep keep, InstantSource time) {
    this.jobs = jobs;
    this.keep = keep;
    this.time = time;
  }

  /** Looks from now on once a minute, until it is closed. */
  @SuppressWarnings("FutureReturnValueIgnored") // the look reports its failures itself
  void start() {
    thread.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      int forgotten = sweep();
      if (forgotten > 0) {
        LOG.log(Level.DEBUG, "forgot {0} jobs with their results", forgotten);
      }
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "old results could not be forgotten", e);
    }
  }

  /** Forgets what is to be forgotten now; returns how many jobs. Blocks. */
  int sweep() {
    long before = time.millis() - Duration.ofHours(keep.hours()).toMillis();
    return forget(() -> jobs.endedBefore(before, PAGE))
        + forget(() -> jobs.endedBeyond(keep.bytes(), PAGE));
  }

  private int forget(Supplier<List<String>> due) {
    int forgotten = 0;
    List<String> page = due.get();
    while (!page.isEmpty() && !ending) {
      page.forEach(jobs::forget);
      forgotten += page.size();
      page = due.get();
    }
    return forgotten;
  }

  /** Ends after the page under way. */
  @Override
  public void close() {
    ending = true;
    thread.close();
  }
}
