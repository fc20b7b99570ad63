package io.blackroad.mesh.schedule;

/**
 * Measured time that a model takes per token, as a moving average. Until the first measurement it
 * is what others were measured at; a claim never counts. One absurd measurement moves it little.
 */
final class Speed {
  /** Speed before anybody was measured: a middling laptop's core in WebAssembly. */
  static final double PRIOR_MICROS = 1_000;

  /** Nobody embeds faster; what claims to is believed so much. */
  static final double MICROS_MIN = 20;

  /** Slower than this, a task of the largest size does not fit into its lease. */
  static final double MICROS_MAX = 75_000;

  /** A measurement counts as at most so many times as fast as nodes of this model are. */
  static final double TIMES_FASTER_MAX = 16;

  private static final double FIRST_WEIGHT = 0.5;

  private final double weight;
  private double micros;
  private boolean measured;

  /**
   * @param micros per token, until measured
   * @param weight of a new measurement in the average, 0 to 1
   */
  Speed(double micros, double weight) {
    this.micros = micros;
    this.weight = weight;
  }

  double microsPerToken() {
    return micros;
  }

  boolean isMeasured() {
    return measured;
  }

  /** Takes a measurement, as far as it can be believed beside what is usual. */
  void measured(double microsPerToken, double usual) {
    double least = Math.max(MICROS_MIN, usual / TIMES_FASTER_MAX);
    double believed = Math.min(MICROS_MAX, Math.max(least, microsPerToken));
    micros += (believed - micros) * (measured ? weight : FIRST_WEIGHT);
    measured = true;
  }
}
