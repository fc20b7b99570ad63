package io.blackroad.mesh.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long after each trigger the node says that it rests, and whether its workers then do. */
final class TriggerPart implements BenchPart<GovernorPlan> {
  private static final double MILLIS_MAX = 1_000;

  /** What the link costs: heartbeats, checkpoints; no run of a model. */
  private static final double RESTING_PERCENT_MAX = 3;

  private static final double WATCHED_SECONDS = 2;
  private static final long RESUME_MILLIS_MAX = 120_000;

  /** A trigger, and what ends it. */
  private record Trigger(String code, Act begins, Act ends) {}

  /** Something done to the tab. */
  private interface Act {
    void on(GovernedTab tab);
  }

  private static Act page(String script) {
    return tab -> tab.evaluate(script);
  }

  private static Act dataSaver(boolean on) {
    return tab -> tab.devTools("Emulation.setDataSaverOverride", "{'dataSaverEnabled':" + on + "}");
  }

  private static final List<Trigger> TRIGGERS =
      List.of(
          new Trigger("on-battery", page("power(false, 0.8)"), page("power(true, 0.8)")),
          new Trigger("battery-low", page("power(false, 0.1)"), page("power(true, 0.8)")),
          new Trigger("data-saver", dataSaver(true), dataSaver(false)),
          new Trigger("pressure", page("press('critical')"), page("press('nominal')")));

  @Override
  public String name() {
    return "triggers";
  }

  @Override
  public void run(GovernorPlan plan, Findings findings) throws IOException {
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    List<Double> resting = new ArrayList<>();
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab tab = GovernedTab.open(seed)) {
      tab.feed(plan.workload().texts(), 10);
      tab.start(100);
      ThreadMeter meter = new ThreadMeter(tab.pid());
      for (int round = 0; round < (plan.quick() ? 1 : BenchPlan.ROUNDS_QUICK); round++) {
        for (Trigger trigger : TRIGGERS) {
          tab.await("told.at(-1).phase === 'working'", RESUME_MILLIS_MAX);
          double took = untilTold(trigger, tab);
          millis.computeIfAbsent(trigger.code, code -> new ArrayList<>()).add(took);
          GovernedTab.pass(Math.max(0, (MILLIS_MAX - took) / 1_000));
          resting.add(cpuPercent(meter));
          trigger.ends.on(tab);
          plan.say(trigger.code + ": " + Figure.text(took) + " ms");
        }
      }
    }
    tell(millis, new Samples(resting), findings);
  }

  /** By the page's own clock. */
  private static double untilTold(Trigger trigger, GovernedTab tab) {
    tab.evaluate("globalThis.since = performance.now()");
    trigger.begins.on(tab);
    String told =
        "told.find((s) => s.at >= since && s.phase === 'paused' && s.pause?.code === '"
            + trigger.code
            + "')";
    tab.await(told, RESUME_MILLIS_MAX);
    return tab.number(told + ".at - since");
  }

  private static double cpuPercent(ThreadMeter meter) throws IOException {
    long began = System.nanoTime();
    ThreadMeter.Use before = meter.use();
    GovernedTab.pass(WATCHED_SECONDS);
    return meter.use().cpuPercent(before, System.nanoTime() - began);
  }

  private static void tell(Map<String, List<Double>> millis, Samples resting, Findings findings) {
    millis.forEach(
        (code, took) -> {
          Samples all = new Samples(took);
          findings.add(code, code + ": trigger to pause", all, "ms");
          findings.judge(
              Target.atMost("pause after " + code + " (slowest)", all.max(), MILLIS_MAX, "ms"));
        });
    findings.add("restingCpu", "CPU of all workers from a second after the trigger", resting, "%");
    findings.judge(
        Target.atMost(
            "CPU of all workers while paused (median)",
            resting.median(),
            RESTING_PERCENT_MAX,
            "%"));
  }
}
