package io.blackroad.mesh.seed.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a body may take, and how much of the common memory. */
class BodyMeterTest {
  private static final HttpLimits LIMITS = HttpLimits.STANDARD;

  private final AtomicLong nanos = new AtomicLong();
  private final MemoryBudget budget = new MemoryBudget(1_000_000);

  private BodyMeter meter(long bytesMax) {
    return new BodyMeter(LIMITS, bytesMax, budget, nanos::get);
  }

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void bodyThatDripsInRunsOutOfTime() {
    BodyMeter meter = meter(1_000_000);
    long left = meter.waitMillis();
    assertEquals(LIMITS.bodyStallMillis(), left);
    for (int second = 0; second < 20; second++) {
      pass(1_000);
      meter.took(1);
      left = meter.waitMillis();
    }
    assertEquals(20 * 1_000 / LIMITS.bodyBytesPerSecondMin(), left);
  }

  @Test
  void steadyBodyNeverDoes() {
    BodyMeter meter = meter(1_000_000);
    for (int second = 0; second < 500; second++) {
      assertEquals(LIMITS.bodyStallMillis(), meter.waitMillis());
      pass(1_000);
      meter.took((int) LIMITS.bodyBytesPerSecondMin());
    }
  }

  @Test
  void timeThatTheServerTakesIsNotTheClients() {
    BodyMeter meter = meter(1_000_000);
    meter.waitMillis();
    meter.took(100);
    long before = meter.waitMillis();
    meter.took(0);
    pass(3_600_000);
    assertEquals(before, meter.waitMillis());
  }

  @Test
  void memoryIsSharedAndGivenBack() {
    BodyMeter first = meter(1_000_000);
    first.took(600_000);
    BodyMeter second = meter(1_000_000);
    assertEquals(503, assertThrows(Problem.class, () -> second.took(600_000)).status());
    first.release();
    second.took(600_000);
  }

  @Test
  void bodyHasALongestLength() {
    BodyMeter meter = meter(1_000);
    meter.took(1_000);
    assertEquals(413, assertThrows(Problem.class, () -> meter.took(1)).status());
  }
}
