package io.blackroad.mesh.reward;

/**
 * What verified work earns. The seed prices a task by its token count and the model's reference
 * cost, never by the time a node claims.
 *
 * @param unitsPerHour rate in 1e-8 ROAD per hour of reference work; 2.0 ROAD for active inference
 * @param unitsPerDayMax most that one node earns in a UTC day; 50 ROAD
 */
public record Tariff(long unitsPerHour, long unitsPerDayMax) {
  /** The white paper's rates (facts: blackroad.md 2). */
  public static final Tariff WHITE_PAPER = new Tariff(200_000_000L, 5_000_000_000L);
}
