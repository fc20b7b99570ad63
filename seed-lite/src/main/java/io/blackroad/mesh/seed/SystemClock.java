package io.blackroad.mesh.seed;

import io.blackroad.mesh.port.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** This machine's time. */
public final class SystemClock implements Clock {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  @Override
  public long monotonicMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public long unixNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }
}
