package io.blackroad.mesh.reward;

import io.blackroad.mesh.log.Standing;

/**
 * Turns reference work into units. Rate times milliseconds is summed exactly and divided once, so
 * that many small tasks earn what one large one would. What stands between two rewards is a value
 * that is stored with the node's standing: neither leaving nor a restart resets a cap.
 */
public record RoadAccrual(Tariff tariff) {
  /** Most that is paid at a time: a day, so that no product leaves a long. */
  public static final long WORK_MILLIS_MAX = 86_400_000L;

  private static final long MILLIS_PER_HOUR = 3_600_000L;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  /**
   * Units due and what stands afterwards.
   *
   * @param units of 1e-8 ROAD; 0 when the day's cap is reached or they do not make one yet
   */
  public record Due(long units, Standing.Accrual after) {}

  /**
   * What {@code workMillis} more of reference work earn, 0 to {@link #WORK_MILLIS_MAX}.
   *
   * @param unixNanos now, which decides the UTC day; a clock set back begins no new day
   */
  public Due accrue(Standing.Accrual before, Rate rate, long workMillis, long unixNanos) {
    if (workMillis < 0 || workMillis > WORK_MILLIS_MAX) {
      throw new IllegalArgumentException(
          workMillis + " ms of work, wanted 0 to " + WORK_MILLIS_MAX);
    }
    long today = Math.max(before.day(), day(unixNanos));
    long earned = today == before.day() ? before.unitsToday() : 0;
    long product = before.remainder() + tariff.unitsPerHour(rate) * workMillis;
    long room = Math.max(0, tariff.unitsPerDayMax() - earned);
    long units = Math.min(product / MILLIS_PER_HOUR, room);
    return new Due(units, new Standing.Accrual(product % MILLIS_PER_HOUR, today, earned + units));
  }

  /** The UTC day of a time, days since 1970. */
  public static long day(long unixNanos) {
    return Math.floorDiv(unixNanos, NANOS_PER_DAY);
  }
}
