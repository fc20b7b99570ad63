package io.blackroad.mesh.verify;

import io.blackroad.mesh.task.Confidence;

/**
 * How many copies of a task are computed: {@code agreeing} at first; one more, up to {@code size},
 * whenever those at hand do not agree.
 */
public record Quorum(int size, int agreeing) {
  /** The white paper's default: 3 nodes, 2 agreeing. */
  public static final Quorum TWO_OF_THREE = new Quorum(3, 2);

  /** One node, unchecked. */
  public static final Quorum SINGLE = new Quorum(1, 1);

  /** The quorum that a job asks for. */
  public static Quorum of(Confidence confidence) {
    return confidence.isOff() ? SINGLE : TWO_OF_THREE;
  }
}
