package io.blackroad.mesh.browser;

import io.blackroad.mesh.port.Entropy;

/**
 * Waiting times between attempts: doubling, and each drawn from the upper half of its bound, so
 * that tabs that lost the same seed do not come back in step.
 */
final class Backoff {
  /** A seed that restarts is back after about a second. */
  static final int FIRST_MILLIS_MAX = 500;

  /** A visitor should not wait longer than this for a seed that has come back. */
  static final int MILLIS_MAX = 16_000;

  private final Entropy entropy;
  private int boundMillis = FIRST_MILLIS_MAX;

  Backoff(Entropy entropy) {
    this.entropy = entropy;
  }

  /** Milliseconds to wait before the next attempt. */
  int nextMillis() {
    byte[] random = new byte[2];
    entropy.fill(random);
    int half = boundMillis / 2;
    int share = ((random[0] & 255) << 8) | (random[1] & 255);
    boundMillis = Math.min(MILLIS_MAX, boundMillis * 2);
    return half + ((half * share) >> 16);
  }

  /** The last attempt worked: start again from the shortest wait. */
  void reset() {
    boundMillis = FIRST_MILLIS_MAX;
  }
}
