package io.blackroad.mesh;

import java.util.List;

/**
 * How far a job is.
 *
 * @param texts all its texts
 * @param textsDone those with an accepted vector
 * @param textsChecked those of them that more than one node, or the seed itself, confirmed
 * @param tasks tasks it was cut into
 * @param tasksDone those accepted
 * @param disagreements outputs that were thrown away because they did not agree
 * @param corrections tasks whose accepted output proved wrong and was replaced
 * @param waitingFor why nothing moves, as a sentence; empty when something does
 * @param nodes who computed how many of its texts, best first
 */
public record JobProgress(
    String jobId,
    int texts,
    int textsDone,
    int textsChecked,
    int tasks,
    int tasksDone,
    int disagreements,
    int corrections,
    String waitingFor,
    List<Share> nodes) {
  public JobProgress {
    nodes = List.copyOf(nodes);
  }

  /**
   * One node's part: texts whose accepted output it agreed with, and what that earned in 1e-8 ROAD.
   */
  public record Share(String nodeId, int texts, long units) {}
}
