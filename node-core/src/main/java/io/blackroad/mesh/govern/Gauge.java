package io.blackroad.mesh.govern;

/** What was used of one core over the last two seconds. */
final class Gauge {
  private static final long WINDOW_MILLIS = 2_000;

  /** Buckets of the window; each holds 250 ms. */
  private static final int BUCKETS = 8;

  private static final long BUCKET_MILLIS = WINDOW_MILLIS / BUCKETS;

  /** Micros of a second are this many a millisecond and percent. */
  private static final long MICROS_PER_MILLI_PERCENT = 10;

  private final long[] micros = new long[BUCKETS];
  private long newest;

  Gauge(long nowMillis) {
    newest = nowMillis / BUCKET_MILLIS;
  }

  /** So much was used until now. */
  void add(long used, long nowMillis) {
    advance(nowMillis);
    micros[(int) (newest % BUCKETS)] += used;
  }

  /** Share of one core, 0 to 100. */
  int percent(long nowMillis) {
    advance(nowMillis);
    long sum = 0;
    for (long bucket : micros) {
      sum += bucket;
    }
    long coveredMillis = WINDOW_MILLIS - BUCKET_MILLIS + nowMillis % BUCKET_MILLIS + 1;
    return (int) Math.min(100, sum / (coveredMillis * MICROS_PER_MILLI_PERCENT));
  }

  private void advance(long nowMillis) {
    long bucket = nowMillis / BUCKET_MILLIS;
    for (long i = Math.max(newest + 1, bucket - BUCKETS + 1); i <= bucket; i++) {
      micros[(int) (i % BUCKETS)] = 0;
    }
    newest = Math.max(newest, bucket);
  }
}
