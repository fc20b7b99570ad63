package io.blackroad.mesh.reward;

/**
 * What verified work earns. The seed prices a task by its token count and the model's reference
 * cost, never by the time a node claims.
 *
 * @param idleUnitsPerHour in 1e-8 ROAD per hour of presence
 * @param lightUnitsPerHour in 1e-8 ROAD per hour at the reference bandwidth
 * @param activeUnitsPerHour in 1e-8 ROAD per hour of reference work
 * @param gpuUnitsPerHour in 1e-8 ROAD per hour of reference work of a graphics processor
 * @param unitsPerDayMax most that one node earns in a UTC day, all kinds together
 */
public record Tariff(
    long idleUnitsPerHour,
    long lightUnitsPerHour,
    long activeUnitsPerHour,
    long gpuUnitsPerHour,
    long unitsPerDayMax) {
  /** Greatest rate per hour: 1,000 ROAD, so that a day at it fits a long with room to spare. */
  public static final long UNITS_PER_HOUR_MAX = 100_000_000_000L;

  /** The white paper's: 0.1, 0.5, 2.0 and 5.0 ROAD an hour, 50 a day. */
  public static final Tariff WHITE_PAPER =
      new Tariff(10_000_000L, 50_000_000L, 200_000_000L, 500_000_000L, 5_000_000_000L);

  public Tariff {
    long most =
        Math.max(
            Math.max(idleUnitsPerHour, lightUnitsPerHour),
            Math.max(activeUnitsPerHour, gpuUnitsPerHour));
    long least =
        Math.min(
            Math.min(idleUnitsPerHour, lightUnitsPerHour),
            Math.min(activeUnitsPerHour, gpuUnitsPerHour));
    if (least < 0 || most > UNITS_PER_HOUR_MAX) {
      throw new IllegalArgumentException(
          "rates of "
              + least
              + " to "
              + most
              + " units per hour, wanted 0 to "
              + UNITS_PER_HOUR_MAX);
    }
    if (unitsPerDayMax < 0) {
      throw new IllegalArgumentException("a daily cap of " + unitsPerDayMax + " units");
    }
  }

  /** In 1e-8 ROAD per hour. */
  public long unitsPerHour(Rate rate) {
    return switch (rate) {
      case IDLE -> idleUnitsPerHour;
      case LIGHT -> lightUnitsPerHour;
      case ACTIVE -> activeUnitsPerHour;
      case GPU -> gpuUnitsPerHour;
    };
  }
}
