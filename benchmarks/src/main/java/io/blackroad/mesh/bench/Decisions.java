package io.blackroad.mesh.bench;

import io.blackroad.mesh.schedule.Assignment;
import io.blackroad.mesh.schedule.Exclusions;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.SessionSurvival;
import io.blackroad.mesh.schedule.VerificationBudget;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.TokenBatch;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Decisions a second of the scheduler alone, on one core. One decision is a task leased to a
 * worker, one in {@link Floor#DRAW_EVERY} of them a check that is drawn on the ring; the time
 * contains all that a lease leads to: commitment, opening, end, and the task put back in the queue,
 * whose length and the number of leases thereby stay as they are.
 */
final class Decisions implements BenchPart<SchedulePlan> {
  private static final double PER_SECOND_MIN = 200_000;
  private static final int WORKERS = 10_000;
  private static final int TASKS = 100_000;

  private static final List<Integer> WORKERS_GROWTH = List.of(1_000, 10_000);
  private static final List<Integer> TASKS_GROWTH = List.of(10_000, 100_000, 1_000_000);

  private static final int ROUNDS = 9;
  private static final int DECISIONS = 300_000;
  private static final int DECISIONS_QUICK = 30_000;

  @Override
  public String name() {
    return "decisions";
  }

  @Override
  public void run(SchedulePlan plan, Findings findings) {
    String where = WORKERS + " nodes, " + TASKS + " tasks waiting: ";
    Pace measured = measure(WORKERS, TASKS, plan);
    Samples pace = measured.ofCpuTime;
    findings.add("decisions", where + "decisions, of CPU time", pace, "/s");
    findings.add("decisionsWall", where + "decisions by the clock", measured.byTheClock, "/s");
    findings.judge(
        Target.atLeast(
            "decisions for a second of one core, 10000 nodes, 100000 tasks (median)",
            pace.median(),
            PER_SECOND_MIN,
            "/s"));
    List<Double> micros = new ArrayList<>();
    for (int workers : WORKERS_GROWTH) {
      for (int tasks : TASKS_GROWTH) {
        Samples grown = measure(workers, tasks, plan).ofCpuTime;
        micros.add(1e6 / grown.median());
        findings.add(
            "nodes" + workers + "tasks" + tasks,
            workers + " nodes, " + tasks + " tasks waiting: a decision takes, of CPU time",
            1e6 / grown.median(),
            "µs");
      }
    }
    findings.add(
        "growth",
        "10 times the nodes and 100 times the tasks: a decision takes",
        micros.get(micros.size() - 1) / micros.get(0),
        "times as long");
  }

  /** Decisions a second; what other processes do to the clock they do not do to CPU time. */
  private record Pace(Samples ofCpuTime, Samples byTheClock) {}

  private static Pace measure(int workers, int tasks, SchedulePlan plan) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Floor floor = new Floor(workers, tasks);
    int decisions = plan.quick() ? DECISIONS_QUICK : DECISIONS;
    floor.decide(2 * decisions); // the compiler's time is not the scheduler's
    List<Double> ofCpuTime = new ArrayList<>();
    List<Double> byTheClock = new ArrayList<>();
    for (int round = 0; round < (plan.quick() ? 2 : ROUNDS); round++) {
      long cpu = threads.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      floor.decide(decisions);
      ofCpuTime.add(decisions * 1e9 / (threads.getCurrentThreadCpuTime() - cpu));
      byTheClock.add(decisions * 1e9 / (System.nanoTime() - begun));
    }
    Pace pace = new Pace(new Samples(ofCpuTime), new Samples(byTheClock));
    plan.say(
        workers
            + " nodes, "
            + tasks
            + " tasks waiting: "
            + Figure.text(pace.ofCpuTime)
            + " decisions/s of CPU time");
    return pace;
  }

  /** A scheduler with its workers, half of whom have something to do, and its queue. */
  static final class Floor {
    private static final String MODEL = "model";

    /** Checks are 4 % of all copies: a mesh most of whose nodes are proven. */
    private static final int DRAW_EVERY = 25;

    private static final int PROVEN_PER_MILLE = 950;
    private static final int SUBMITTERS = 20;
    private static final int TASKS_PER_JOB = 1_000;
    private static final int TOKENS = 200;
    private static final int NODES_PER_PREFIX = 4;
    private static final int DECISIONS_PER_MILLI = 200;

    private final Scheduler scheduler =
        new Scheduler(new SessionSurvival(), new VerificationBudget(VerificationBudget.PER_MILLE));
    private final SimRandom random = new SimRandom(1);
    private final Deque<Copy> leased = new ArrayDeque<>();
    private final int leasesMax;
    private long decided;

    /** A lease; a check's task is not taken from the queue and so not put back. */
    private record Copy(Assignment assignment, boolean check) {}

    Floor(int workers, int tasks) {
      leasesMax = workers / 2;
      for (int i = 0; i < workers; i++) {
        join(i);
      }
      TokenBatch text = new TokenBatch(List.of(new int[TOKENS]));
      for (int i = 0; i < tasks + leasesMax; i++) {
        scheduler.submit(task(i, text));
      }
      while (leased.size() < leasesMax) {
        decide(1);
      }
    }

    private void join(int number) {
      String nodeId = "n_%016x%016x".formatted(random.nextLong(), (long) number);
      Worker worker =
          new Worker(
              new Worker.Claim(nodeId, "load", "p" + number / NODES_PER_PREFIX, false, 0), 0);
      scheduler.join(worker, 0);
      worker.load(MODEL);
      worker.loaded();
      boolean proven = random.below(1_000) < PROVEN_PER_MILLE;
      worker.credibility(proven ? 1e-5 : 0.2, proven);
      worker.roundTrip(10 + random.below(100));
      scheduler.update(worker, 0);
    }

    private static Task task(int number, TokenBatch text) {
      int job = number / TASKS_PER_JOB;
      return new Task(
          "t_%016x".formatted(number),
          "j_%016x".formatted(job),
          number % TASKS_PER_JOB,
          number % TASKS_PER_JOB,
          MODEL,
          Confidence.STANDARD,
          false,
          "a benchmark",
          "s" + job % SUBMITTERS,
          text);
    }

    int leased() {
      return leased.size();
    }

    int queued() {
      return scheduler.queued();
    }

    /** Takes that many decisions. */
    void decide(int count) {
      for (int i = 0; i < count; i++) {
        long now = ++decided / DECISIONS_PER_MILLI;
        if (leased.size() >= leasesMax) {
          end(leased.remove(), now);
        }
        boolean check = decided % DRAW_EVERY == 0 && !leased.isEmpty();
        Assignment made = check ? check(leased.getLast().assignment, now) : scheduler.next(now);
        leased.add(new Copy(made == null ? failed() : made, check));
      }
    }

    private static Assignment failed() {
      throw new IllegalStateException("half of the workers are idle and nobody fits");
    }

    private Assignment check(Assignment checked, long now) {
      Task task = checked.task();
      Exclusions holders = new Exclusions();
      holders.add(checked.nodeId(), "");
      Worker drawn = scheduler.draw(task, random.nextLong(), holders, false);
      return drawn == null ? failed() : scheduler.lease(task, drawn, now);
    }

    private void end(Copy copy, long now) {
      Worker worker = scheduler.worker(copy.assignment.nodeId());
      if (worker == null) {
        throw new IllegalStateException(copy.assignment.nodeId() + " has gone");
      }
      String taskId = copy.assignment.task().id();
      scheduler.committed(worker, taskId, now);
      scheduler.opened(worker, taskId, now);
      scheduler.finished(worker, taskId, now);
      if (!copy.check) {
        scheduler.submit(copy.assignment.task());
      }
    }
  }
}
