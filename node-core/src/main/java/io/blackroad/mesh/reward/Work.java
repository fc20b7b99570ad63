package io.blackroad.mesh.reward;

import io.blackroad.mesh.task.Task;

/**
 * A task with what prices it.
 *
 * @param referenceMicrosPerToken the model's cost on the reference machine
 * @param rate that its kind is paid at
 */
public record Work(Task task, long referenceMicrosPerToken, Rate rate) {
  /** Reference work, whole milliseconds. */
  public long millis() {
    return Math.min(
        RoadAccrual.WORK_MILLIS_MAX, task.inputs().tokens() * referenceMicrosPerToken / 1_000);
  }
}
