package io.blackroad.mesh.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether a node keeps to its CPU limit, by the kernel's accounting of its workers. */
final class CapPart implements BenchPart<GovernorPlan> {
  private static final int[] CAPS = {10, 25, 50, 75};
  private static final double POINTS_MAX = 3;
  private static final double SETTLE_SECONDS = 5;
  private static final double SECONDS = 20;
  private static final double SECONDS_QUICK = 5;

  /** Texts for the whole part at full speed: about 50 a second. */
  private static final int COPIES = 20;

  @Override
  public String name() {
    return "cap";
  }

  @Override
  public void run(GovernorPlan plan, Findings findings) throws IOException {
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab tab = GovernedTab.open(seed)) {
      Workload workload = plan.workload();
      tab.feed(workload.texts(), COPIES);
      tab.start(100);
      GovernedTab.pass(plan.quick() ? SETTLE_SECONDS : 2 * SETTLE_SECONDS);
      ThreadMeter meter = new ThreadMeter(tab.pid());
      for (int cap : CAPS) {
        tab.cap(cap);
        GovernedTab.pass(SETTLE_SECONDS);
        measure(cap, meter, tab, plan, findings);
      }
    }
  }

  private static void measure(
      int cap, ThreadMeter meter, GovernedTab tab, GovernorPlan plan, Findings findings)
      throws IOException {
    List<Double> cpu = new ArrayList<>();
    List<Double> wait = new ArrayList<>();
    List<Double> gauge = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      long began = System.nanoTime();
      ThreadMeter.Use before = meter.use();
      GovernedTab.pass(plan.quick() ? SECONDS_QUICK : SECONDS);
      ThreadMeter.Use after = meter.use();
      long nanos = System.nanoTime() - began;
      cpu.add(after.cpuPercent(before, nanos));
      wait.add(after.waitPercent(before, nanos));
      gauge.add(tab.number("told.at(-1).cpuPercent"));
    }
    Samples used = new Samples(cpu);
    plan.say("cap " + cap + " %: " + Figure.text(used) + " %");
    findings.add("cpu" + cap, cap + " %: CPU of all workers", used, "% of a core");
    findings.add("wait" + cap, cap + " %: kept waiting by others", new Samples(wait), "%");
    findings.add("gauge" + cap, cap + " %: what the gauge shows", new Samples(gauge), "%");
    findings.judge(
        Target.atMost(
            "CPU limit of " + cap + " %: furthest from it, by the kernel",
            Math.max(Math.abs(used.max() - cap), Math.abs(used.min() - cap)),
            POINTS_MAX,
            "points"));
  }
}
