package io.blackroad.mesh.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long after a click on a stop the workers still use CPU, by the kernel's accounting. */
final class StopPart implements BenchPart<GovernorPlan> {
  private static final double MILLIS_MAX = 50;
  private static final double WATCHED_SECONDS = 0.6;

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
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab tab = GovernedTab.open(seed)) {
      tab.feed(plan.workload().texts(), 4);
      tab.evaluate(BUTTON);
      for (int round = 0; round < plan.rounds(); round++) {
        tab.start(100);
        GovernedTab.pass(2);
        millis.add(lastUse(tab));
      }
    }
    Samples last = new Samples(millis);
    plan.say("stop: " + Figure.text(last) + " ms");
    findings.add("lastCpu", "click on stop until the last CPU of a worker", last, "ms");
    findings.judge(
        Target.atMost("stop: click to no CPU (slowest of all)", last.max(), MILLIS_MAX, "ms"));
  }

  /** Watches the workers without a pause from before the click until long after. */
  private static double lastUse(GovernedTab tab) throws IOException {
    ThreadMeter meter = new ThreadMeter(tab.pid());
    long cpu = meter.use().cpuNanos();
    Thread clicker = Thread.ofPlatform().start(() -> tab.tab().click("#bench-stop"));
    Instant last = Instant.now();
    long end = System.nanoTime() + (long) (WATCHED_SECONDS * 1e9);
    while (System.nanoTime() < end || clicker.isAlive()) {
      Instant looked = Instant.now();
      long now = meter.use().cpuNanos();
      if (now > cpu) {
        cpu = now;
        last = looked;
      }
    }
    double clickedAt = tab.number("clickedAt");
    return Math.max(0, last.getEpochSecond() * 1e3 + last.getNano() / 1e6 - clickedAt);
  }
}
