package io.blackroad.mesh.schedule;

import io.blackroad.mesh.NodeLimits;

/**
 * What it is expected to cost to give a free worker a task of ordinary size: the time until the
 * result is there, the chance that the session ends before and the task begins anew elsewhere, and
 * the copies that check it. In steps of a quarter octave, so that about equal workers take turns.
 */
final class Score {
  private static final int ORDINARY_TOKENS = 256;

  /** Copies that check a proven node's result, per task: drawn ones. */
  private static final double CHECKS_PROVEN = 0.03;

  /** An unproven node's result takes one more copy, and more the less it is believed. */
  private static final double CHECKS_UNPROVEN = 1;

  private static final double CHECKS_PER_ERROR = 4;

  private Score() {}

  /** Lower is better. */
  static long of(Worker worker, double hazardPerMilli) {
    double millis = worker.expectedMillis(ORDINARY_TOKENS) + 1.0;
    double lost = millis * hazardPerMilli / (1 + millis * hazardPerMilli);
    double checks =
        worker.proven() ? CHECKS_PROVEN : CHECKS_UNPROVEN + CHECKS_PER_ERROR * worker.errorChance();
    return step(millis * (1 + checks) + lost * (NodeLimits.SILENCE_MILLIS_MAX + millis));
  }

  /** Number of quarter octaves below {@code cost}. */
  private static long step(double cost) {
    long whole = Math.max(4, (long) cost);
    int octave = 63 - Long.numberOfLeadingZeros(whole);
    return 4L * octave + ((whole >>> (octave - 2)) & 3);
  }
}
