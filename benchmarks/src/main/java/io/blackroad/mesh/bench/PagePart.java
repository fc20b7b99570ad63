package io.blackroad.mesh.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a page feels of a node at full load: long tasks on its main thread, and late input. */
final class PagePart implements BenchPart<GovernorPlan> {
  private static final double DELAY_MILLIS_MAX = 16;
  private static final int INPUTS = 300;
  private static final int INPUTS_QUICK = 60;
  private static final double BETWEEN_SECONDS = 0.02;
  private static final double P99 = 0.99;

  private static final String LISTEN =
      """
      (() => {
        globalThis.delays = [];
        globalThis.longTasks = [];
        addEventListener('mousemove', ({ timeStamp }) => delays.push(performance.now() - timeStamp));
        new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
          .observe({ type: 'longtask' });
      })()""";

  @Override
  public String name() {
    return "page";
  }

  @Override
  public void run(GovernorPlan plan, Findings findings) throws IOException {
    List<Double> added = new ArrayList<>();
    double longest = 0;
    double count = 0;
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab tab = GovernedTab.open(seed)) {
      tab.feed(plan.workload().texts(), 8);
      tab.evaluate(LISTEN);
      for (int round = 0; round < plan.rounds(); round++) {
        double idle = delay(tab, plan);
        tab.start(100);
        GovernedTab.pass(1);
        tab.evaluate("longTasks.length = 0");
        double loaded = delay(tab, plan);
        count += tab.number("longTasks.length");
        longest = Math.max(longest, tab.number("Math.max(0, ...longTasks)"));
        tab.refuse();
        plan.say("page: p99 " + Figure.text(idle) + " ms idle, " + Figure.text(loaded) + " loaded");
        added.add(loaded - idle);
        GovernedTab.pass(1);
      }
    }
    Samples more = new Samples(added);
    findings.add("addedDelay", "input delay p99, loaded less idle", more, "ms");
    findings.add("longTasks", "tasks over 50 ms on the page's main thread, in all", count, "");
    findings.add("longestTask", "longest of them", longest, "ms");
    findings.judge(
        Target.atMost(
            "input delay p99 that full load adds (median)", more.median(), DELAY_MILLIS_MAX, "ms"));
    findings.judge(
        Target.holds("no task over 50 ms on the page's main thread at full load", count == 0));
  }

  /** The 99th percentile of how late the page hears of a moved mouse, in milliseconds. */
  private static double delay(GovernedTab tab, GovernorPlan plan) {
    tab.evaluate("delays.length = 0");
    int inputs = plan.quick() ? INPUTS_QUICK : INPUTS;
    for (int i = 0; i < inputs; i++) {
      tab.devTools(
          "Input.dispatchMouseEvent",
          "{'type':'mouseMoved','x':" + (20 + i % 200) + ",'y':" + (20 + i % 100) + "}");
      GovernedTab.pass(BETWEEN_SECONDS);
    }
    List<Double> delays = new ArrayList<>();
    tab.evaluate("delays").getAsJsonArray().forEach(delay -> delays.add(delay.getAsDouble()));
    return new Samples(delays).quantile(P99);
  }
}
