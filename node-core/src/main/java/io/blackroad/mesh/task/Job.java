package io.blackroad.mesh.task;

/**
 * What a submitter asks for: one vector per sequence of {@code inputs}, in that order.
 *
 * @param id {@code j_} and 16 hex digits
 * @param model catalog name
 * @param confidence how sure the submitter wants to be
 * @param interactive whether somebody waits for the answer, so that it goes before bulk work
 * @param purpose whom the work is for, in words that a visitor is shown
 * @param submitter whose share of the mesh it counts against; opaque
 * @param taskTokens most tokens in a task of several texts: fixed at admission, so that a seed that
 *     restarts cuts the job alike
 * @param inputs tokens of every text
 */
public record Job(
    String id,
    String model,
    Confidence confidence,
    boolean interactive,
    String purpose,
    String submitter,
    int taskTokens,
    TokenBatch inputs) {
  /** The same job in tasks of that size. */
  public Job inTasksOf(int tokens) {
    return new Job(id, model, confidence, interactive, purpose, submitter, tokens, inputs);
  }
}
