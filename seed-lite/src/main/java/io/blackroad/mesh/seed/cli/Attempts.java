package io.blackroad.mesh.seed.cli;

import java.time.Duration;

/** Waits between attempts, twice as long each time, until patience runs out. */
final class Attempts {
  private static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 5_000;

  private final long endNanos;
  private long nextMillis = FIRST_MILLIS;

  Attempts(Duration patience) {
    this.endNanos = System.nanoTime() + patience.toNanos();
  }

  /**
   * Waits before the next attempt.
   *
   * @param failure why the last one failed, in words that can begin a sentence
   * @throws CliFailure when there will be no next one
   */
  void waitAfter(String failure) throws CliFailure, InterruptedException {
    if (System.nanoTime() + Duration.ofMillis(nextMillis).toNanos() > endNanos) {
      throw new CliFailure(
          failure + ": run the same command again later, finished texts are not computed twice",
          CliFailure.TRY_AGAIN);
    }
    Thread.sleep(nextMillis);
    nextMillis = Math.min(LONGEST_MILLIS, 2 * nextMillis);
  }
}
