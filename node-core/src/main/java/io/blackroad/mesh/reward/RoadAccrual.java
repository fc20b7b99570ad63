package io.blackroad.mesh.reward;

/**
 * One node's earnings. Rate times milliseconds is summed exactly and divided once, so that many
 * small tasks earn what one large one would.
 */
public final class RoadAccrual {
  private static final long MILLIS_PER_HOUR = 3_600_000L;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private final Tariff tariff;
  private long remainder;
  private long day = Long.MIN_VALUE;
  private long unitsToday;

  public RoadAccrual(Tariff tariff) {
    this.tariff = tariff;
  }

  /**
   * Units due for {@code workMillis} more of reference work; less, down to 0, when the day's cap is
   * reached.
   *
   * @param unixNanos now, which decides the UTC day
   */
  public long accrue(long workMillis, long unixNanos) {
    long today = Math.floorDiv(unixNanos, NANOS_PER_DAY);
    if (today != day) {
      day = today;
      unitsToday = 0;
    }
    long product = remainder + tariff.unitsPerHour() * workMillis;
    remainder = product % MILLIS_PER_HOUR;
    long units = Math.min(product / MILLIS_PER_HOUR, tariff.unitsPerDayMax() - unitsToday);
    unitsToday += units;
    return units;
  }
}
