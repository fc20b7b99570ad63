package io.blackroad.mesh.reward;

import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Verdict;

/**
 * What one node earns for one task. Made from a verdict and nothing else, so that nothing
 * unverified is paid.
 *
 * @param units of 1e-8 ROAD
 * @param workMillis reference work that it is priced by
 */
public record Reward(String nodeId, String taskId, long units, long workMillis) {
  /**
   * The reward of {@code nodeId}, which must be among those that {@code verdict} found agreeing.
   *
   * @param referenceMicrosPerToken the model's price basis
   */
  public static Reward of(
      Verdict.Agreed verdict, String nodeId, Task task, long referenceMicrosPerToken, Till till) {
    if (!verdict.agreeing().contains(nodeId)) {
      throw new IllegalArgumentException(nodeId + " is not among those that agreed");
    }
    long workMillis = task.inputs().tokens() * referenceMicrosPerToken / 1_000;
    return new Reward(nodeId, task.id(), till.accrue(nodeId, workMillis), workMillis);
  }

  /** Books that one node's task can be paid once only, whatever happens. */
  public String idempotencyKey() {
    return "reward/" + taskId + "/" + nodeId;
  }

  /** Turns reference work into units, per node. */
  @FunctionalInterface
  public interface Till {
    /** Units due to {@code nodeId} for {@code workMillis} more. */
    long accrue(String nodeId, long workMillis);
  }
}
