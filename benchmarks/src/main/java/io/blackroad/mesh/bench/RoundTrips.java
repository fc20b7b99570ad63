package io.blackroad.mesh.bench;

import io.blackroad.mesh.bench.RoundTripMeter.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Tasks a second through a seed's own process with its ordinary settings: assigned over WebSocket,
 * committed, opened, revealed, verified, stored durably, and settled with receipts. The nodes share
 * the machine with the seed, so they compute nothing and check nothing; jobs are handed in before
 * the clock runs, and their cost is told by itself.
 */
final class RoundTrips implements BenchPart<SchedulePlan> {
  private static final double PER_SECOND_MIN = 5_000;

  /** A seed reads at most 100 messages a second of one node, which is 50 tasks. */
  private static final List<Integer> NODES = List.of(32, 128, 400);

  private static final String STANDARD = "standard";

  private static final List<String> CONFIDENCES = List.of("off", "quorum", STANDARD);

  /** Runs after which nodes are as proven as they will be. */
  private static final int PROVING_RUNS_MAX = 8;

  /** Copies of a task below which a mesh is one of proven nodes. */
  private static final double PROVEN_COPIES = 1.1;

  /** Two such texts are more than a task takes, so that each is a task of its own. */
  private static final int WORDS = 220;

  /** One request; a seed with its ordinary heap takes a body of 16 MiB. */
  private static final int TEXTS_PER_JOB = 2_000;

  private static final int STRETCHES = 5;
  private static final int STRETCH = 6_000;
  private static final int STRETCH_QUICK = 500;

  @Override
  public String name() {
    return "round-trips";
  }

  @Override
  public void run(SchedulePlan plan, Findings findings) throws IOException {
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench())) {
      String code =
          seed.client().get("/log/code").path("entry").path("payload").path("code").asText();
      List<LoadNode> nodes = new ArrayList<>();
      while (nodes.size() < Collections.max(NODES)) {
        nodes.add(new LoadNode(code));
      }
      int stretch = plan.quick() ? STRETCH_QUICK : STRETCH;
      for (String confidence : CONFIDENCES) {
        warmUp(seed, new Load(nodes, confidence, stretch), plan);
        for (int count : NODES) {
          Load load = new Load(nodes.subList(0, count), confidence, stretch);
          tell(load, run(seed, load), plan, findings);
        }
      }
    }
  }

  /** The compiler's time is not the mesh's; and nodes begin as strangers, whom others check. */
  private static void warmUp(BenchSeed seed, Load load, SchedulePlan plan) throws IOException {
    double copies = Double.MAX_VALUE;
    for (int runs = 0; runs < PROVING_RUNS_MAX && copies > PROVEN_COPIES; runs++) {
      Ran ran = run(seed, load);
      copies = RoundTripMeter.copiesPerTask(ran.marks, load.stretch).median();
      plan.say("warming up, confidence " + load.confidence + ": copies " + Figure.text(copies));
      if (!load.confidence.equals(STANDARD) || plan.quick()) {
        return;
      }
    }
  }

  private record Load(List<LoadNode> nodes, String confidence, int stretch) {
    int tasks() {
      return (STRETCHES + 1) * stretch;
    }
  }

  /**
   * What a run came to.
   *
   * @param admitCpuSeconds of the seed, to take all tasks in
   * @param loadCpuSeconds of the nodes, from their release to the end
   */
  private record Ran(List<Mark> marks, double admitCpuSeconds, double loadCpuSeconds) {}

  private static Ran run(BenchSeed seed, Load load) throws IOException {
    RoundTripMeter meter =
        new RoundTripMeter(load.tasks(), load.stretch, () -> ProcessMeter.cpuSeconds(seed.pid()));
    try (LoadNodes nodes = new LoadNodes(seed.url(), load.nodes, meter)) {
      double before = ProcessMeter.cpuSeconds(seed.pid());
      List<String> jobs = submit(seed, load);
      double admitted = ProcessMeter.cpuSeconds(seed.pid()) - before;
      nodes.release();
      List<Mark> marks = meter.await();
      double loadSeconds = nodes.cpuSeconds();
      jobs.forEach(seed::await);
      return new Ran(marks, admitted, loadSeconds);
    }
  }

  private static List<String> submit(BenchSeed seed, Load load) {
    String text = "a ".repeat(WORDS).strip();
    List<String> jobs = new ArrayList<>();
    for (int left = load.tasks(); left > 0; left -= TEXTS_PER_JOB) {
      List<String> texts = Collections.nCopies(Math.min(left, TEXTS_PER_JOB), text);
      jobs.add(
          seed.client().submit(texts, Workload.QUANTISED, load.confidence, "a benchmark of load"));
    }
    return jobs;
  }

  private static void tell(Load load, Ran ran, SchedulePlan plan, Findings findings) {
    Samples pace = RoundTripMeter.perSecond(ran.marks, load.stretch);
    Samples cpu = RoundTripMeter.cpuPerTenThousand(ran.marks, load.stretch);
    Samples copies = RoundTripMeter.copiesPerTask(ran.marks, load.stretch);
    double perTenThousand = 10_000.0 / load.tasks();
    String key = load.confidence + load.nodes.size();
    String what = load.nodes.size() + " nodes, confidence " + load.confidence;
    double overall = RoundTripMeter.overall(ran.marks, load.stretch);
    findings.add(key + "Overall", what + ": verified task round trips, whole run", overall, "/s");
    findings.add(key, what + ": … each fifth of the run", pace, "/s");
    findings.add(key + "Cpu", what + ": seed's CPU seconds for 10000", cpu, "s");
    findings.add(
        key + "Admit",
        what + ": … and to take 10000 tasks in",
        ran.admitCpuSeconds * perTenThousand,
        "s");
    findings.add(
        key + "Load",
        what + ": the nodes' CPU for 10000",
        ran.loadCpuSeconds * perTenThousand,
        "s");
    findings.add(key + "Copies", what + ": copies of a task", copies, "");
    plan.say(
        what
            + ": "
            + Figure.text(overall)
            + " /s, by fifths "
            + Figure.text(pace)
            + ", seed's CPU for 10000: "
            + Figure.text(cpu)
            + " s");
    if (load.confidence.equals(STANDARD) && load.nodes.size() == Collections.max(NODES)) {
      findings.judge(
          Target.atLeast(
              "verified task round trips through a seed, " + what + ", whole run",
              overall,
              PER_SECOND_MIN,
              "/s"));
    }
  }
}
