package io.blackroad.mesh.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.log.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoadAccrualTest {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long MORNING = 20_000 * DAY_NANOS;
  private static final long HOUR = 3_600_000L;
  private static final RoadAccrual WHITE_PAPER = new RoadAccrual(Tariff.WHITE_PAPER);

  private static RoadAccrual cappedAt(long unitsPerDayMax) {
    return new RoadAccrual(new Tariff(HOUR, HOUR, HOUR, HOUR, unitsPerDayMax));
  }

  @Test
  void hourEarnsWhatTheWhitePaperSays() {
    List<Long> units = new ArrayList<>();
    for (Rate rate : Rate.values()) {
      units.add(WHITE_PAPER.accrue(Standing.Accrual.NONE, rate, HOUR, MORNING).units());
    }
    assertEquals(List.of(10_000_000L, 50_000_000L, 200_000_000L, 500_000_000L), units);
  }

  @Test
  void manySmallTasksEarnWhatOneLargeOneWould() {
    Standing.Accrual small = Standing.Accrual.NONE;
    long earned = 0;
    for (int i = 0; i < 36_000; i++) {
      RoadAccrual.Due due = WHITE_PAPER.accrue(small, Rate.ACTIVE, 7, MORNING);
      earned += due.units();
      small = due.after();
    }
    assertEquals(200_000_000L * 7 * 36_000 / HOUR, earned);
    assertEquals(
        WHITE_PAPER.accrue(Standing.Accrual.NONE, Rate.ACTIVE, 7 * 36_000, MORNING).units(),
        earned);
  }

  @Test
  void kindsOfWorkShareTheFractionAndTheCap() {
    RoadAccrual rule = cappedAt(10);
    RoadAccrual.Due idle = rule.accrue(Standing.Accrual.NONE, Rate.IDLE, 6, MORNING);
    RoadAccrual.Due active = rule.accrue(idle.after(), Rate.ACTIVE, 6, MORNING);
    assertEquals(6, idle.units());
    assertEquals(4, active.units());
  }

  @Test
  void dailyCapEndsAtMidnightUtc() {
    RoadAccrual rule = cappedAt(1_000);
    RoadAccrual.Due morning = rule.accrue(Standing.Accrual.NONE, Rate.ACTIVE, HOUR, MORNING);
    assertEquals(1_000, morning.units());
    RoadAccrual.Due night =
        rule.accrue(morning.after(), Rate.ACTIVE, HOUR, MORNING + DAY_NANOS - 1);
    assertEquals(0, night.units());
    assertEquals(1_000, rule.accrue(night.after(), Rate.ACTIVE, HOUR, MORNING + DAY_NANOS).units());
  }

  @Test
  void clockSetBackBeginsNoNewDay() {
    RoadAccrual rule = cappedAt(10);
    RoadAccrual.Due full = rule.accrue(Standing.Accrual.NONE, Rate.IDLE, 10, MORNING);
    RoadAccrual.Due before = rule.accrue(full.after(), Rate.IDLE, 10, MORNING - DAY_NANOS);
    assertEquals(0, before.units());
    assertEquals(0, rule.accrue(before.after(), Rate.IDLE, 10, MORNING).units());
  }

  @Test
  void capThatWasLoweredDuringTheDayTakesNothingBack() {
    RoadAccrual.Due before = cappedAt(100).accrue(Standing.Accrual.NONE, Rate.IDLE, 100, MORNING);
    assertEquals(0, cappedAt(10).accrue(before.after(), Rate.IDLE, 5, MORNING).units());
  }

  @Test
  void longestWorkAtTheHighestRateStaysInALong() {
    long most = Tariff.UNITS_PER_HOUR_MAX;
    RoadAccrual rule = new RoadAccrual(new Tariff(0, 0, 0, most, Long.MAX_VALUE));
    Standing.Accrual before = new Standing.Accrual(HOUR - 1, 0, 0);
    assertEquals(
        24 * most, rule.accrue(before, Rate.GPU, RoadAccrual.WORK_MILLIS_MAX, MORNING).units());
    assertThrows(
        IllegalArgumentException.class,
        () -> rule.accrue(before, Rate.GPU, RoadAccrual.WORK_MILLIS_MAX + 1, MORNING));
    assertThrows(IllegalArgumentException.class, () -> rule.accrue(before, Rate.GPU, -1, MORNING));
  }

  @Test
  void tariffsThatMakeNoSenseAreRefused() {
    long tooMuch = Tariff.UNITS_PER_HOUR_MAX + 1;
    assertThrows(IllegalArgumentException.class, () -> new Tariff(-1, 0, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Tariff(0, 0, tooMuch, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Tariff(0, 0, 0, 0, -1));
  }
}
