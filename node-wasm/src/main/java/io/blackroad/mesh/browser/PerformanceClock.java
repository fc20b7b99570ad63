package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Time;
import io.blackroad.mesh.port.Clock;

/** {@code performance.now()} and {@code Date.now()}, the latter in whole milliseconds. */
public final class PerformanceClock implements Clock {
  private static final long NANOS_PER_MILLI = 1_000_000;

  @Override
  public long monotonicMillis() {
    return (long) Time.monotonicMillis();
  }

  @Override
  public long unixNanos() {
    return ((long) Time.unixMillis()) * NANOS_PER_MILLI;
  }
}
