package io.blackroad.mesh.bench;

import io.blackroad.mesh.bench.Society.Member;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Checks;
import io.blackroad.mesh.verify.Credibility;
import io.blackroad.mesh.verify.Standings;
import io.blackroad.mesh.verify.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a seed remembers of everybody, and what rests on one word alone. */
final class TrustRecords {
  private final Map<String, Standing> standings = new HashMap<>();
  private final Map<String, Map<String, Task>> resting = new HashMap<>();
  private final Map<String, String> soleNodes = new HashMap<>();

  /** Takes a member in with the checks that its past has brought it. */
  void begin(Member member) {
    long passed = passedAfter(member.pastTasks());
    Standing standing = new Standing(member.nodeId(), passed, 0, "", 0, 0, Standing.Accrual.NONE);
    standings.put(member.nodeId(), standing);
  }

  /**
   * Checks that a node has passed when it computed that many tasks, all right: each of them until
   * it was proven, and after that those that were drawn.
   */
  static long passedAfter(long tasks) {
    long checked = Credibility.DEFAULT.provenAfter(Credibility.PROVEN_ERROR_MAX);
    return tasks <= checked ? tasks : checked + (tasks - checked) * Checks.PER_MILLE / 1_000;
  }

  private Standing of(String nodeId) {
    Standing standing = standings.get(nodeId);
    if (standing == null) {
      throw new IllegalArgumentException(nodeId + " is not known");
    }
    return standing;
  }

  double errorChance(String nodeId) {
    return Credibility.DEFAULT.errorChance(of(nodeId).passed());
  }

  private static boolean isProven(Standing standing) {
    return !standing.isBarred() && Credibility.DEFAULT.proven(standing.passed());
  }

  /** Tells the scheduler's worker how far it is trusted. */
  void tell(Worker worker) {
    worker.credibility(errorChance(worker.nodeId()), isProven(of(worker.nodeId())));
  }

  /** Notes what a verdict says of a node that took part; returns its standing. */
  Standing after(String nodeId, Verdict.Agreed verdict, String taskId) {
    Standing before = of(nodeId);
    Standing after = Standings.after(before, verdict, taskId);
    standings.put(nodeId, after);
    return after;
  }

  /** A result was accepted on that node's word alone; on several, when the id is empty. */
  void restsOn(String soleNode, Task task) {
    String before = soleNodes.remove(task.id());
    Map<String, Task> freed = before == null ? null : resting.get(before);
    if (freed != null) {
      freed.remove(task.id());
    }
    if (!soleNode.isEmpty()) {
      soleNodes.put(task.id(), soleNode);
      resting.computeIfAbsent(soleNode, node -> new LinkedHashMap<>()).put(task.id(), task);
    }
  }

  /** The tasks whose accepted results rest on that node alone. */
  List<Task> restingOn(String nodeId) {
    Map<String, Task> tasks = resting.get(nodeId);
    return tasks == null ? List.of() : List.copyOf(tasks.values());
  }
}
