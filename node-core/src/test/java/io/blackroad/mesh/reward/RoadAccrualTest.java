package io.blackroad.mesh.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RoadAccrualTest {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long MORNING = 20_000 * DAY_NANOS;

  @Test
  void manySmallTasksEarnWhatOneLargeOneWould() {
    RoadAccrual small = new RoadAccrual(Tariff.WHITE_PAPER);
    long earned = 0;
    for (int i = 0; i < 36_000; i++) {
      earned += small.accrue(7, MORNING);
    }
    assertEquals(new RoadAccrual(Tariff.WHITE_PAPER).accrue(7 * 36_000, MORNING), earned);
    assertEquals(200_000_000L * 7 * 36_000 / 3_600_000, earned);
  }

  @Test
  void dailyCapEndsAtMidnightUtc() {
    RoadAccrual busy = new RoadAccrual(new Tariff(200_000_000L, 1_000));
    assertEquals(1_000, busy.accrue(3_600_000, MORNING));
    assertEquals(0, busy.accrue(3_600_000, MORNING + DAY_NANOS - 1));
    assertEquals(1_000, busy.accrue(3_600_000, MORNING + DAY_NANOS));
  }

  @Test
  void clockBeforeTheEpochStillHasDays() {
    RoadAccrual early = new RoadAccrual(new Tariff(3_600_000L, 10));
    assertEquals(10, early.accrue(10, -1));
    assertEquals(0, early.accrue(10, -DAY_NANOS));
    assertEquals(10, early.accrue(10, 0));
  }
}
