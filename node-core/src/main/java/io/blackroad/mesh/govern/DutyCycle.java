package io.blackroad.mesh.govern;

/**
 * Keeps the use of one core at a share, by feedback: after each run the debt is what was used
 * divided by the share, and nothing begins until it is paid. Runs of all executors count together,
 * and one that is under way counts with what it is expected to take, so the sum keeps to the share
 * however many there are. Credit of idle time is forgotten, so a pause is never followed by a
 * burst.
 *
 * <p>In any stretch of time the use is at most share × (stretch + {@link #CREDIT_MILLIS_MAX}) and
 * the one run that ended last, which cannot be cut. (Facts: browser.md 3; the share is of wall
 * time, an upper bound of CPU time.)
 */
final class DutyCycle {
  /**
   * Time that was not used and still may be: enough to make up for timers that are late, which they
   * are by milliseconds on a quiet machine. Whoever begins later than that is forgiven nothing and
   * owed nothing.
   */
  static final long CREDIT_MILLIS_MAX = 100;

  /** A time in micros × 100 / percent gives millis when it is divided by this. */
  private static final long MICROS_PERCENT_PER_MILLI = 10;

  private int percent;
  private long paidFromMillis;
  private long busyMicros;
  private long expectedMicros;

  /**
   * @param percent of one core, 1 to 100
   */
  DutyCycle(int percent, long nowMillis) {
    this.percent = bounded(percent);
    this.paidFromMillis = nowMillis;
  }

  /** Changes the share from now on; what was used before is settled at the old one. */
  void share(int newPercent, long nowMillis) {
    if (newPercent != percent) {
      paidFromMillis = Math.max(nowMillis, settledAtMillis(busyMicros));
      busyMicros = 0;
      percent = bounded(newPercent);
    }
  }

  /**
   * A run begins that is expected to take so long. Requires {@link #readyAtMillis} not after now.
   */
  void begin(long micros, long nowMillis) {
    if (nowMillis - settledAtMillis(busyMicros) > CREDIT_MILLIS_MAX) {
      paidFromMillis = nowMillis;
      busyMicros = 0;
    }
    expectedMicros += micros;
  }

  /** A run ended that was expected to take {@code expected} and took {@code actual}. */
  void end(long expected, long actual) {
    expectedMicros -= expected;
    busyMicros += actual;
  }

  /** Monotonic time at which the next run may begin. */
  long readyAtMillis() {
    return settledAtMillis(busyMicros + expectedMicros);
  }

  private long settledAtMillis(long micros) {
    long divisor = MICROS_PERCENT_PER_MILLI * percent;
    return paidFromMillis + (micros + divisor - 1) / divisor;
  }

  private static int bounded(int percent) {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("a share of " + percent + " %, wanted 1 to 100");
    }
    return percent;
  }
}
