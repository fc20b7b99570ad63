package io.blackroad.mesh.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a node in a hidden tab gets done, beside the same node in a visible one, in turns. */
final class HiddenPart implements BenchPart<GovernorPlan> {
  private static final double RATIO_MIN = 0.85;
  private static final double SETTLE_SECONDS = 2;
  private static final double SECONDS = 20;
  private static final double SECONDS_QUICK = 5;

  @Override
  public String name() {
    return "hidden";
  }

  @Override
  public void run(GovernorPlan plan, Findings findings) throws IOException {
    List<Double> visible = new ArrayList<>();
    List<Double> hidden = new ArrayList<>();
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab tab = GovernedTab.open(seed)) {
      tab.feed(plan.workload().texts(), 20);
      tab.start(50);
      GovernedTab.pass(SETTLE_SECONDS);
      for (int round = 0; round < plan.rounds(); round++) {
        tab.show();
        visible.add(pace(tab, seed, plan));
        tab.hide();
        hidden.add(pace(tab, seed, plan));
        plan.say("hidden: " + hidden.getLast() + " of " + visible.getLast() + " results/s");
      }
    }
    Samples ratio = new Samples(hidden).over(new Samples(visible));
    findings.add("visible", "visible, CPU limit 50 %", new Samples(visible), "results/s");
    findings.add("hidden", "hidden, the same", new Samples(hidden), "results/s");
    findings.add("ratio", "hidden / visible", ratio, "");
    findings.judge(
        Target.atLeast(
            "throughput in a hidden tab, of a visible one's (median)",
            ratio.median(),
            RATIO_MIN,
            "times"));
  }

  /** Nobody looks at the tab meanwhile: the seed counts. */
  private static double pace(GovernedTab tab, BenchSeed seed, GovernorPlan plan) {
    tab.tab().detach();
    GovernedTab.pass(SETTLE_SECONDS);
    long began = System.nanoTime();
    long before = accepted(seed);
    GovernedTab.pass(plan.quick() ? SECONDS_QUICK : SECONDS);
    return (accepted(seed) - before) * 1e9 / (System.nanoTime() - began);
  }

  /** Tasks of the one node that is here. */
  private static long accepted(BenchSeed seed) {
    long accepted = 0;
    for (JsonNode node : seed.client().mesh().path("nodes")) {
      accepted += node.path("accepted").asLong();
    }
    return accepted;
  }
}
