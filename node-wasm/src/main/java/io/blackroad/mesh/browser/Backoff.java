package io.blackroad.mesh.browser;

import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Entropy;

/**
 * Waiting times between attempts: doubling, and each drawn from the upper half of its bound, so
 * that tabs that lost the same seed do not come back in step. A link that lasted starts them anew;
 * one that was refused or fell at once does not.
 */
final class Backoff {
  /** A seed that restarts is back after about a second. */
  static final int FIRST_MILLIS_MAX = 500;

  /** A visitor should not wait longer than this for a seed that has come back. */
  static final int MILLIS_MAX = 16_000;

  /** How long a link must have lasted: longer than a seed takes to refuse a node. */
  static final long LASTED_MILLIS_MIN = 5_000;

  private final Entropy entropy;
  private final Clock clock;
  private int boundMillis = FIRST_MILLIS_MAX;
  private long connectedMillis = Long.MAX_VALUE;

  Backoff(Entropy entropy, Clock clock) {
    this.entropy = entropy;
    this.clock = clock;
  }

  /** An attempt worked. */
  void connected() {
    connectedMillis = clock.monotonicMillis();
  }

  /** Milliseconds to wait before the next attempt. */
  int nextMillis() {
    if (connectedMillis <= clock.monotonicMillis() - LASTED_MILLIS_MIN) {
      boundMillis = FIRST_MILLIS_MAX;
    }
    connectedMillis = Long.MAX_VALUE;
    byte[] random = new byte[2];
    entropy.fill(random);
    int half = boundMillis / 2;
    int share = ((random[0] & 255) << 8) | (random[1] & 255);
    boundMillis = Math.min(MILLIS_MAX, boundMillis * 2);
    return half + ((half * share) >> 16);
  }
}
