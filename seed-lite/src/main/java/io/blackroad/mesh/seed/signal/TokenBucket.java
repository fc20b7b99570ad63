package io.blackroad.mesh.seed.signal;

import java.util.concurrent.TimeUnit;

/** Counts messages against a lasting rate with room for bursts. One thread. */
final class TokenBucket {
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

  /**
   * Takes one.
   *
   * @return milliseconds to wait before the next may be taken, 0 for none
   */
  long takeOne(long nowNanos) {
    double earned = (double) (nowNanos - filledNanos) / TimeUnit.SECONDS.toNanos(1) * perSecond;
    tokens = Math.min(burst, tokens + earned) - 1;
    filledNanos = nowNanos;
    return tokens >= 0 ? 0 : 1 + (long) (-tokens * 1_000 / perSecond);
  }
}
