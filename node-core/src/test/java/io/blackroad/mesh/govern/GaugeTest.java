package io.blackroad.mesh.govern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GaugeTest {
  @Test
  void showsTheLastTwoSecondsOnly() {
    Gauge gauge = new Gauge(10_000);
    long now = 10_000;
    for (; now < 15_000; now += 20) {
      gauge.add(10_000, now);
    }
    assertEquals(50, gauge.percent(now), 2);
    assertEquals(25, gauge.percent(now + 1_000), 4);
    assertEquals(0, gauge.percent(now + 2_500));
  }

  @Test
  void neverShowsMoreThanACore() {
    Gauge gauge = new Gauge(0);
    gauge.add(30_000_000, 10);
    assertEquals(100, gauge.percent(10));
  }
}
