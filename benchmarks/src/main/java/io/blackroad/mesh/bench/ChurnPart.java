package io.blackroad.mesh.bench;

import io.blackroad.mesh.sim.Churn;
import io.blackroad.mesh.sim.Population;
import io.blackroad.mesh.task.Confidence;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mesh whose nodes come and go gets done, and whether it loses anything: the real
 * coordinator in simulated time. Throughput with confidence {@code off}, so that it is the
 * scheduling that is measured; what checking costs is {@link TrustBench}'s.
 */
final class ChurnPart implements BenchPart<SchedulePlan> {
  private static final double OF_IDEAL_MIN_PERCENT = 90;
  private static final int NODES = 1_000;
  private static final int NODES_QUICK = 100;

  /** More than they can do in the time that is measured, so that the queue is never empty. */
  private static final int TASKS_PER_NODE = 190;

  private static final int TASKS_PER_NODE_QUICK = 40;

  private static final int LEAVE_PERCENT = 30;
  private static final long MEASURED_MILLIS = 300_000;
  private static final long MEASURED_MILLIS_QUICK = 30_000;

  private static final long STORM_TASKS = 100_000;
  private static final long STORM_TASKS_QUICK = 2_000;
  private static final long SEED = 20_261_122;
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "churn";
  }

  @Override
  public void run(SchedulePlan plan, Findings findings) {
    Samples without = throughput(0, 1, plan, findings);
    Samples with = throughput(LEAVE_PERCENT, plan.quick() ? 1 : ROUNDS, plan, findings);
    findings.add("stay", "nodes that stay: of ideal throughput", without, "%");
    findings.add("leave", "30 % leave in 5 minutes: of ideal throughput", with, "%");
    findings.judge(
        Target.atLeast(
            "throughput of ideal, 1000 simulated nodes, 30 % leave in 5 minutes (median)",
            with.median(), OF_IDEAL_MIN_PERCENT, "%"));
    storm(plan, findings);
  }

  private static Samples throughput(
      int leavePercent, int rounds, SchedulePlan plan, Findings findings) {
    int nodes = plan.quick() ? NODES_QUICK : NODES;
    long tasks = (long) nodes * (plan.quick() ? TASKS_PER_NODE_QUICK : TASKS_PER_NODE);
    List<Double> shares = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Churn.Outcome outcome =
          Churn.play(
              SEED + round,
              new Churn.Plan(
                  nodes,
                  tasks,
                  leavePercent,
                  plan.quick() ? MEASURED_MILLIS_QUICK : MEASURED_MILLIS,
                  Confidence.OFF));
      shares.add(100 * outcome.ofIdeal());
      plan.say(leavePercent + " % leave: " + outcome);
      findings.judge(
          Target.holds(
              "no task lost, none paid twice: "
                  + outcome.accepted()
                  + " tasks, "
                  + outcome.left()
                  + " nodes left"
                  + told(outcome.problem()),
              outcome.problem().isEmpty()));
    }
    return new Samples(shares);
  }

  /** Short visits, bad lines, partitions, some liars. */
  private static void storm(SchedulePlan plan, Findings findings) {
    long tasks = plan.quick() ? STORM_TASKS_QUICK : STORM_TASKS;
    int nodes = plan.quick() ? NODES_QUICK : NODES;
    Population.Outcome outcome =
        Population.play(
            SEED,
            new Population.Plan(new Population.Size(nodes, tasks, Confidence.STANDARD), "storm"),
            pulse -> {});
    Population.Pulse end = outcome.end();
    plan.say("storm: " + end + " " + outcome.problem());
    findings.add("stormTasks", "storm, standard confidence: tasks", (double) end.accepted(), "");
    findings.add("stormLeaves", "storm: sessions that ended", (double) end.leaves(), "");
    findings.judge(
        Target.holds(
            "no task lost, none paid twice in a storm: "
                + end.accepted()
                + " tasks, "
                + end.leaves()
                + " sessions ended"
                + told(outcome.problem()),
            outcome.problem().isEmpty()));
  }

  private static String told(String problem) {
    return problem.isEmpty() ? "" : ": " + problem;
  }
}
