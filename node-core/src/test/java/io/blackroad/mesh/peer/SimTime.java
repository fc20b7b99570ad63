package io.blackroad.mesh.peer;

import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.sim.SimClock;

/** The simulation's clock for edges, which notices when nothing but events happens. */
final class SimTime implements Clock {
  /** Events of one millisecond after which something goes round in circles. */
  private static final int EVENTS_AT_ONCE_MAX = 20_000;

  private final SimClock clock = new SimClock();
  private int atOnce;

  void at(long atMillis, Runnable action) {
    after(atMillis - monotonicMillis(), action);
  }

  /** Runs {@code action} then, or now when that is past; equal times keep the calls' order. */
  void after(long delayMillis, Runnable action) {
    clock.after(delayMillis, action);
  }

  /** Runs the next event that is due by {@code untilMillis}; false when none is. */
  boolean runNext(long untilMillis) {
    long before = monotonicMillis();
    boolean ran = clock.runNext(untilMillis);
    atOnce = ran && monotonicMillis() == before ? atOnce + 1 : 0;
    if (atOnce > EVENTS_AT_ONCE_MAX) {
      throw new IllegalStateException("time stands still at " + before + " ms");
    }
    return ran;
  }

  void runUntil(long untilMillis) {
    boolean more = true;
    while (more) {
      more = runNext(untilMillis);
    }
  }

  @Override
  public long monotonicMillis() {
    return clock.monotonicMillis();
  }

  @Override
  public long unixNanos() {
    throw new UnsupportedOperationException("an edge has no use for the time of day");
  }
}
