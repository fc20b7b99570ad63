package io.blackroad.mesh.execute;

/**
 * Keeps a node's use of one core at a share, by feedback: after each run the debt is what was used
 * divided by the share, and nothing runs until it is paid. Credit from idle time is forgotten, so
 * that a pause is never followed by a burst. (Facts: browser.md 3; the cap is an upper bound in
 * wall time.)
 */
public final class CpuBudget {
  /** Credit older than this is forgotten. */
  private static final long CREDIT_MILLIS_MAX = 200;

  /** How far back {@link #busyPercent} looks. */
  private static final long WINDOW_MILLIS = 2_000;

  /** Buckets of the window; each holds 250 ms. */
  private static final int BUCKETS = 8;

  private static final long BUCKET_MILLIS = WINDOW_MILLIS / BUCKETS;

  private final long[] bucketMicros = new long[BUCKETS];
  private long newestBucket;
  private int capPercent;
  private long paidFromMillis;
  private long busyMicros;

  /** A budget of {@code capPercent} (1 to 100) of one core, with nothing used yet. */
  public CpuBudget(int capPercent, long nowMillis) {
    this.capPercent = bounded(capPercent);
    this.paidFromMillis = nowMillis;
    this.newestBucket = nowMillis / BUCKET_MILLIS;
  }

  /** Changes the share; what was used before is settled at the old one. */
  public void cap(int percent, long nowMillis) {
    paidFromMillis = Math.max(nowMillis, readyAtMillis());
    busyMicros = 0;
    capPercent = bounded(percent);
  }

  /** Books a run that ended at {@code nowMillis} after {@code micros} of work. */
  public void used(long micros, long nowMillis) {
    busyMicros += micros;
    advance(nowMillis);
    bucketMicros[(int) (newestBucket % BUCKETS)] += micros;
    if (nowMillis - readyAtMillis() > CREDIT_MILLIS_MAX) {
      paidFromMillis = nowMillis;
      busyMicros = 0;
    }
  }

  /** Monotonic time at which the next run may start. */
  public long readyAtMillis() {
    return paidFromMillis + busyMicros / 10 / capPercent;
  }

  /** Share of one core used over the last two seconds, 0 to 100. */
  public int busyPercent(long nowMillis) {
    advance(nowMillis);
    long micros = 0;
    for (long bucket : bucketMicros) {
      micros += bucket;
    }
    long coveredMillis = WINDOW_MILLIS - BUCKET_MILLIS + nowMillis % BUCKET_MILLIS + 1;
    return (int) Math.min(100, micros / (coveredMillis * 10));
  }

  private void advance(long nowMillis) {
    long bucket = nowMillis / BUCKET_MILLIS;
    long from = Math.max(newestBucket + 1, bucket - BUCKETS + 1);
    for (long i = from; i <= bucket; i++) {
      bucketMicros[(int) (i % BUCKETS)] = 0;
    }
    newestBucket = Math.max(newestBucket, bucket);
  }

  private static int bounded(int percent) {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("a cap of " + percent + " %, wanted 1 to 100");
    }
    return percent;
  }
}
