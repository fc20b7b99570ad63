package io.blackroad.mesh.bench;

import io.blackroad.mesh.bench.Society.Member;
import io.blackroad.mesh.sim.SimRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BOINC's adaptive replication, by its description (BOINC wiki, AdaptiveReplication, version 10; in
 * the source sched/sched_send.cpp): a host with fewer than 10 consecutive valid results is not
 * trusted; with N of them it is trusted with chance 1 - 1/N each time. The job of a trusted host is
 * not replicated, its result counts, and N stays. That of another is given to a second host, and to
 * more until two agree; N then grows by one for each host that agrees and is 0 for each other.
 * Nobody is barred and no earlier result is looked at again.
 */
final class BoincAdaptive implements TrustPolicy {
  private static final int TRUSTED_FROM = 10;

  @Override
  public String name() {
    return "BOINC adaptive";
  }

  @Override
  public TrustReport run(Society society, int tasks) {
    TrustReport report = new TrustReport(tasks);
    TwoOfThree.Turns turns = new TwoOfThree.Turns(society);
    Map<Member, Double> valid = new HashMap<>();
    society.members().forEach(member -> valid.put(member, validAfter(member.pastTasks())));
    SimRandom random = new SimRandom(11);
    for (int task = 0; task < tasks; task++) {
      Member first = turns.next(List.of());
      double chance = (random.nextLong() >>> 11) * 0x1p-53;
      if (trusts(valid.getOrDefault(first, 0.0), chance)) {
        report.computed(task);
        report.accepted(task, society.answer(first, task));
        continue;
      }
      Map<Member, Integer> answers = TwoOfThree.agreed(task, first, turns, report);
      int right = report.standing(task);
      answers.forEach(
          (member, answer) ->
              valid.compute(member, (key, n) -> n == null || answer != right ? 0.0 : n + 1));
    }
    return report;
  }

  /**
   * @param chance drawn for this task, 0 to 1
   */
  static boolean trusts(double consecutiveValid, double chance) {
    return consecutiveValid >= TRUSTED_FROM && chance >= 1 / consecutiveValid;
  }

  /**
   * Consecutive valid results of a host that has computed that many tasks, all right: each of the
   * first ten counts, and from then on one in N, so that N grows like a square root.
   */
  static double validAfter(long tasks) {
    return tasks <= TRUSTED_FROM
        ? tasks
        : Math.sqrt(TRUSTED_FROM * TRUSTED_FROM + 2.0 * (tasks - TRUSTED_FROM));
  }
}
