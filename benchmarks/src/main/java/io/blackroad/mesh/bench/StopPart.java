package io.blackroad.mesh.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long after a click on a stop the workers still use CPU, by the kernel's accounting. */
final class StopPart implements BenchPart<GovernorPlan> {
  private static final double MILLIS_MAX = 50;
  private static final double WATCHED_SECONDS = 0.6;

  /**
   * The two cores are the node's and the browser's: a meter that looks without a pause takes one.
   */
  private static final double LOOK_SECONDS = 0.001;

  /**
   * Stops that do not count: in the first half minute the seed, which shares this machine's cores
   * with the browser, is compiled by its JVM; elsewhere it would be another machine.
   */
  private static final int WARM_UPS = 8;

  private static final int STOPS = 20;
  private static final int STOPS_QUICK = 3;

  private static final String BUTTON =
      """
      (() => {
        const button = document.createElement('button');
        button.id = 'bench-stop';
        button.textContent = 'Stop';
        button.onclick = ({ timeStamp }) => {
          globalThis.clickedAt = performance.timeOrigin + timeStamp;
          refuse();
        };
        document.body.append(button);
      })()""";

  @Override
  public String name() {
    return "stop";
  }

  @Override
  public void run(GovernorPlan plan, Findings findings) throws IOException {
    List<Double> millis = new ArrayList<>();
    List<Double> used = new ArrayList<>();
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab tab = GovernedTab.open(seed)) {
      tab.feed(plan.workload().texts(), 20);
      tab.evaluate(BUTTON);
      for (int stop = plan.quick() ? 0 : -WARM_UPS; stop < stops(plan); stop++) {
        tab.start(100);
        GovernedTab.pass(2);
        End end = watch(tab);
        if (stop >= 0) {
          millis.add(end.lastMillis);
          used.add(end.cpuMillis);
        }
      }
    }
    Samples last = new Samples(millis);
    plan.say("stop: " + Figure.text(last) + " ms");
    findings.add("lastCpu", "click on stop until the last CPU of a worker", last, "ms");
    findings.add("cpuAfter", "CPU of all workers after the click", new Samples(used), "ms");
    findings.judge(
        Target.atMost("stop: click to no CPU (slowest of all)", last.max(), MILLIS_MAX, "ms"));
  }

  private static int stops(GovernorPlan plan) {
    return plan.quick() ? STOPS_QUICK : STOPS;
  }

  /**
   * How the workers ended.
   *
   * @param lastMillis from the click until they used the processor for the last time
   * @param cpuMillis what they used after the click
   */
  private record End(double lastMillis, double cpuMillis) {}

  /** What the workers had used at a moment. */
  private record Look(double unixMillis, long cpuNanos) {}

  /** Watches the workers from before the click until long after. */
  private static End watch(GovernedTab tab) throws IOException {
    ThreadMeter meter = new ThreadMeter(tab.pid());
    List<Look> looks = new ArrayList<>(List.of(look(meter.use())));
    if (looks.getFirst().cpuNanos == 0) {
      throw new IllegalStateException("no worker found in process " + tab.pid());
    }
    Thread clicker = Thread.ofPlatform().start(() -> tab.tab().click("#bench-stop"));
    long end = System.nanoTime() + (long) (WATCHED_SECONDS * 1e9);
    while (System.nanoTime() < end || clicker.isAlive()) {
      GovernedTab.pass(LOOK_SECONDS);
      looks.add(look(meter.useOfKnown()));
    }
    return end(looks, tab.number("clickedAt"));
  }

  private static Look look(ThreadMeter.Use use) {
    Instant now = Instant.now();
    return new Look(now.getEpochSecond() * 1e3 + now.getNano() / 1e6, use.cpuNanos());
  }

  private static End end(List<Look> looks, double clickedAt) {
    double last = clickedAt;
    long atClick = looks.getFirst().cpuNanos;
    for (int i = 1; i < looks.size(); i++) {
      Look look = looks.get(i);
      if (look.unixMillis < clickedAt) {
        atClick = look.cpuNanos;
      } else if (look.cpuNanos > looks.get(i - 1).cpuNanos) {
        last = look.unixMillis;
      }
    }
    return new End(last - clickedAt, (looks.getLast().cpuNanos - atClick) / 1e6);
  }
}
