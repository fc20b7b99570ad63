package io.blackroad.mesh.schedule;

import io.blackroad.mesh.NodeLimits;

/** How long a node is given for a task, and from when on it is late. */
final class LeaseTime {
  /** A tab that is hidden in the middle of a task still makes it, slowed down to a trickle. */
  private static final long FLOOR_MILLIS = 5_000;

  /** A machine that starts a game at the same time still makes it. */
  private static final long TIMES_EXPECTED = 8;

  /**
   * Time to reveal: a round trip and some 50 kB over an uplink of 100 kbit/s. A silent node is
   * dropped before, so only one that is there and keeps silent about this meets it; until then the
   * task waits.
   */
  static final long REVEAL_MILLIS = 5_000;

  private static final long LATE_TIMES_EXPECTED = 2;
  private static final long LATE_MILLIS_MIN = 1_000;

  private LeaseTime() {}

  /**
   * Time for a task that is expected back in {@code expectedMillis}; the whole if that is a guess.
   */
  static long millis(long expectedMillis, boolean measured) {
    return measured
        ? Math.min(NodeLimits.LEASE_MILLIS, FLOOR_MILLIS + TIMES_EXPECTED * expectedMillis)
        : NodeLimits.LEASE_MILLIS;
  }

  /** Time after which a task that was expected back in {@code expectedMillis} is late. */
  static long lateMillis(long expectedMillis) {
    return Math.max(LATE_MILLIS_MIN, LATE_TIMES_EXPECTED * expectedMillis);
  }
}
