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

  /** Pressure that is critical for so long is heat (docs/governor.md). */
  private static final double THERMAL_MILLIS = 60_000;

  /**
   * A trigger.
   *
   * @param code what the node says of it
   * @param rests whether it computes nothing then, rather than less
   */
  private record Trigger(String code, boolean rests, Act begins, Act ends) {}

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

  private static void moveMouse(GovernedTab tab) {
    tab.devTools("Input.dispatchMouseEvent", "{'type':'mouseMoved','x':90,'y':90}");
    tab.devTools("Input.dispatchMouseEvent", "{'type':'mouseMoved','x':91,'y':91}");
  }

  private static final List<Trigger> TRIGGERS =
      List.of(
          new Trigger("on-battery", true, page("power(false, 0.8)"), page("power(true, 0.8)")),
          new Trigger("battery-low", true, page("power(false, 0.1)"), page("power(true, 0.8)")),
          new Trigger("data-saver", true, dataSaver(true), dataSaver(false)),
          new Trigger("pressure", true, page("press('critical')"), page("press('nominal')")),
          new Trigger("pressure", false, page("press('serious')"), page("press('nominal')")),
          new Trigger("user-active", false, TriggerPart::moveMouse, tab -> {}),
          new Trigger("hidden", true, GovernedTab::hide, GovernedTab::show));

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
      tab.feed(plan.workload().texts(), 20);
      tab.start(100);
      tab.evaluate("node.setTerms({ restsHidden: true })");
      ThreadMeter meter = new ThreadMeter(tab.pid());
      for (int round = 0; round < (plan.quick() ? 1 : BenchPlan.ROUNDS_QUICK); round++) {
        for (Trigger trigger : TRIGGERS) {
          String what = trigger.rests ? trigger.code : trigger.code + " (less)";
          double took = untilTold(trigger, tab);
          millis.computeIfAbsent(what, unused -> new ArrayList<>()).add(took);
          if (trigger.rests) {
            GovernedTab.pass(Math.max(0, (MILLIS_MAX - took) / 1_000));
            resting.add(cpuPercent(meter));
          }
          trigger.ends.on(tab);
          plan.say(what + ": " + Figure.text(took) + " ms");
        }
      }
      if (!plan.quick()) {
        millis.put("thermal", List.of(untilHot(tab)));
      }
    }
    tell(millis, new Samples(resting), findings);
  }

  /** From the trigger until the node says what it does about it, by the page's own clock. */
  private static double untilTold(Trigger trigger, GovernedTab tab) {
    tab.await("told.at(-1).phase === 'working' && !told.at(-1).pause", RESUME_MILLIS_MAX);
    tab.evaluate("globalThis.since = performance.now()");
    trigger.begins.on(tab);
    return told(trigger.code, trigger.rests, tab);
  }

  private static double told(String code, boolean rests, GovernedTab tab) {
    String told =
        "told.find((s) => s.at >= since && s.pause?.code === '"
            + code
            + "' && (s.phase === 'paused') === "
            + rests
            + ")";
    tab.await(told, RESUME_MILLIS_MAX);
    return tab.number(told + ".at - since");
  }

  /** The same for heat: from the end of the time after which pressure is called so. */
  private static double untilHot(GovernedTab tab) {
    untilTold(new Trigger("pressure", true, page("press('critical')"), unused -> {}), tab);
    return Math.max(0, told("thermal", true, tab) - THERMAL_MILLIS);
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
