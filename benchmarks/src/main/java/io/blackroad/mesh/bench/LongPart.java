package io.blackroad.mesh.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether a node that is left running grows: memory and open files of its renderer. */
final class LongPart implements BenchPart<GovernorPlan> {
  private static final double MIB_PER_HOUR_MAX = 16;
  private static final double HANDLES_PER_HOUR_MAX = 4;

  /** Slopes of less are noise of the garbage collector, and are told, not judged. */
  private static final double JUDGED_HOURS = 0.5;

  private static final double MINUTES = 3;
  private static final double MINUTES_QUICK = 0.5;
  private static final double MINUTES_PER_HOUR = 60;

  /** The first part of a run, in which caches fill and code is compiled. */
  private static final double WARM_UP_SHARE = 0.2;

  private static final double SAMPLES = 200;
  private static final int COPIES = 4;

  @Override
  public String name() {
    return "long";
  }

  @Override
  public void run(GovernorPlan plan, Findings findings) throws IOException {
    double hours =
        plan.hours() > 0
            ? plan.hours()
            : (plan.quick() ? MINUTES_QUICK : MINUTES) / MINUTES_PER_HOUR;
    List<Double> seconds = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    List<Double> handles = new ArrayList<>();
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab tab = GovernedTab.open(seed)) {
      List<String> texts = plan.workload().texts();
      String last = tab.feed(texts, COPIES);
      tab.start(50);
      tab.tab().detach();
      double total = hours * 3_600;
      GovernedTab.pass(total * WARM_UP_SHARE);
      long began = System.nanoTime();
      for (int sample = 0; sample < SAMPLES; sample++) {
        GovernedTab.pass(total * (1 - WARM_UP_SHARE) / SAMPLES);
        if (seed.client().job(last).path("done").asInt() > 0) {
          last = tab.feed(texts, COPIES); // so that it never runs out of work
        }
        seconds.add((System.nanoTime() - began) / 1e9);
        memory.add(ProcessMeter.residentMiB(tab.pid()));
        handles.add((double) ThreadMeter.handles(tab.pid()));
      }
    }
    tell(hours, slopes(seconds, memory, handles), new Samples(memory), findings);
  }

  private static double[] slopes(List<Double> seconds, List<Double> memory, List<Double> handles) {
    return new double[] {
      ThreadMeter.slopePerHour(seconds, memory), ThreadMeter.slopePerHour(seconds, handles)
    };
  }

  private static void tell(double hours, double[] slopes, Samples memory, Findings findings) {
    findings.add("hours", "how long it ran", hours, "h");
    findings.add("memory", "the renderer's resident memory", memory, "MiB");
    findings.add("memorySlope", "its growth after the first fifth", slopes[0], "MiB/h");
    findings.add("handlesSlope", "growth of open files", slopes[1], "/h");
    if (hours >= JUDGED_HOURS) {
      findings.judge(Target.atMost("growth of memory", slopes[0], MIB_PER_HOUR_MAX, "MiB/h"));
      findings.judge(
          Target.atMost("growth of open files", slopes[1], HANDLES_PER_HOUR_MAX, "an hour"));
    }
  }
}
