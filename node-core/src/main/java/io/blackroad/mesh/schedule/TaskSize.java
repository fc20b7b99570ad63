package io.blackroad.mesh.schedule;

import io.blackroad.mesh.NodeLimits;

/**
 * How large a task should be: a task is what is lost when a session ends, as the work since the
 * last checkpoint is when a machine fails. Young 1974 ("A first order approximation to the optimum
 * checkpoint interval", CACM 17(9)): sqrt(2 x cost of a checkpoint x mean time to failure).
 */
public final class TaskSize {
  /** Smaller tasks cost the seed more in messages than a lost one costs the mesh. */
  public static final int TOKENS_MIN = 64;

  private TaskSize() {}

  /**
   * Tokens of a task.
   *
   * @param overheadMillis what a task costs beside its computing: its messages' time
   * @param restMillis how much longer a session is expected to live
   * @param microsPerToken a node's speed
   */
  public static int tokens(double overheadMillis, double restMillis, double microsPerToken) {
    double millis = Math.sqrt(2 * Math.max(0, overheadMillis) * Math.max(0, restMillis));
    double tokens = millis * 1_000 / Math.max(Speed.MICROS_MIN, microsPerToken);
    return (int) Math.max(TOKENS_MIN, Math.min(NodeLimits.TASK_TOKENS_MAX, tokens));
  }
}
