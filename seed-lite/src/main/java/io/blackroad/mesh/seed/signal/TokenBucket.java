package io.blackroad.mesh.seed.signal;

import java.util.concurrent.TimeUnit;

/** Counts messages against a lasting rate with room for bursts. One thread. */
final class TokenBucket {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final int perSecond;
  private final int burst;
  private double tokens;
  private long filledNanos;

  TokenBucket(int perSecond, int burst, long nowNanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.filledNanos = nowNanos;
  }

  /** Takes one, although there may be none left. */
  void takeOne(long nowNanos) {
    fill(nowNanos);
    tokens--;
  }

  /** Takes so many, although there may be fewer left, without a look at the clock. */
  void take(int amount) {
    tokens -= amount;
  }

  /** Whether something may be owed: {@link #debtMillis} has to say. */
  boolean isOwed() {
    return tokens < 0;
  }

  /** Milliseconds until nothing is owed any more; 0 when nothing is. */
  long debtMillis(long nowNanos) {
    fill(nowNanos);
    return tokens >= 0 ? 0 : 1 + (long) (-tokens * MILLIS_PER_SECOND / perSecond);
  }

  private void fill(long nowNanos) {
    double earned = (double) (nowNanos - filledNanos) / TimeUnit.SECONDS.toNanos(1) * perSecond;
    tokens = Math.min(burst, tokens + earned);
    filledNanos = nowNanos;
  }
}
