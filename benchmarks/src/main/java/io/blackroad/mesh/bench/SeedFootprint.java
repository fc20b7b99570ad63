package io.blackroad.mesh.bench;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** What a seed costs the machine that runs it. */
final class SeedFootprint {
  /** Quiet time before memory is read. */
  private static final long IDLE_MILLIS = 10_000;

  private final BenchPlan plan;

  SeedFootprint(BenchPlan plan) {
    this.plan = plan;
  }

  /**
   * @param worked a seed that has served visitors
   */
  void run(BenchSeed worked, Findings findings) {
    HttpClient http = HttpClient.newHttpClient();
    int starts = 2 * plan.rounds();
    start(http); // loads this JVM's HTTP client, and the jar into the page cache
    List<Double> seconds = new ArrayList<>();
    List<Double> idle = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      seconds.add(start(http));
    }
    for (int i = 0; i < Math.min(3, plan.rounds()); i++) {
      try (BenchSeed seed = BenchSeed.start(plan)) {
        seed.sent(http, "/healthz", "identity");
        idle.add(residentAfterIdling(seed));
      }
    }
    Samples start = new Samples(seconds);
    Samples resident = new Samples(idle);
    findings.add("start", "process start to first request served", start, "s");
    findings.add("idleRss", "resident, idle for 10 s", resident, "MiB");
    findings.add(
        "workedRss", "resident, idle for 10 s after this run", residentAfterIdling(worked), "MiB");
    findings.judge(
        Target.atMost("seed: start to first request served (median)", start.median(), 1.5, "s"));
    findings.judge(
        Target.atMost("seed: resident while idle (median)", resident.median(), 150, "MiB"));
    plan.say("seed starts in " + Figure.text(start) + " s, idles at " + Figure.text(resident));
  }

  private double start(HttpClient http) {
    long started = System.nanoTime();
    try (BenchSeed seed = BenchSeed.start(plan)) {
      seed.sent(http, "/healthz", "identity");
      return (System.nanoTime() - started) / 1e9;
    }
  }

  /** The wait is the measurement: what a seed holds on to when nothing happens. */
  private static double residentAfterIdling(BenchSeed seed) {
    try {
      Thread.sleep(IDLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return ProcessMeter.residentMiB(seed.pid());
  }
}
