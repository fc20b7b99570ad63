package io.blackroad.mesh.verify;

/**
 * What one node's word weighs.
 *
 * @param prefix of its address; nodes of one prefix that agree are one voice, for one person may
 *     run them all. Empty where addresses tell nothing (in-process, loopback, a private network):
 *     such a node is a voice of its own
 * @param errorChance that its result is wrong, {@link #ERROR_MIN} to one half ({@link Credibility})
 */
public record Voice(String prefix, double errorChance) {
  /** No node is surer than this; products over all copies of a task stay far from underflow. */
  public static final double ERROR_MIN = 1e-12;

  public Voice {
    if (!(errorChance >= ERROR_MIN && errorChance <= 0.5)) {
      throw new IllegalArgumentException(
          "an error chance of " + errorChance + ", wanted " + ERROR_MIN + " to 0.5");
    }
  }

  /** Chance of being wrong over chance of being right, at most 1. */
  double odds() {
    return errorChance / (1 - errorChance);
  }
}
