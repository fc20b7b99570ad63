package io.blackroad.mesh.seed.api;

/**
 * A job as stored, without its texts and results.
 *
 * @param model catalog name
 * @param confidence as {@code Confidence.wireName} has it
 * @param texts how many were submitted
 * @param textsDone how many have an accepted result
 * @param textsChecked how many of those were confirmed by at least two nodes
 * @param tasks how many shards have an accepted result
 * @param corrections how often an accepted result was replaced by a right one
 * @param admittedUnixMillis when it was admitted
 * @param endedUnixMillis when it ended, 0 while it runs
 */
public record StoredJob(
    String id,
    String model,
    String confidence,
    String purpose,
    State state,
    int texts,
    int textsDone,
    int textsChecked,
    int tasks,
    int corrections,
    long admittedUnixMillis,
    long endedUnixMillis) {

  /** How far a job is. */
  public enum State {
    UNFINISHED,
    DONE,
    CANCELLED
  }
}
