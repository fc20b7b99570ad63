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

  private static final double SAMPLES = 250;
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
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab tab = GovernedTab.open(seed)) {
      List<String> texts = plan.workload().texts();
      String last = tab.feed(texts, COPIES);
      tab.start(50);
      tab.tab().detach();
      Growth renderer = new Growth(tab.pid());
      Growth server = new Growth(seed.pid());
      for (int sample = 0; sample < SAMPLES; sample++) {
        GovernedTab.pass(hours * 3_600 / SAMPLES);
        if (seed.client().job(last).path("done").asInt() > 0) {
          last = tab.feed(texts, COPIES); // so that it never runs out of work
        }
        if (sample >= WARM_UP_SHARE * SAMPLES) {
          renderer.look();
          server.look();
        }
      }
      findings.add("hours", "how long it ran", hours, "h");
      renderer.tell("", "the renderer", findings);
      server.tell("seed", "the seed", findings);
      if (hours >= JUDGED_HOURS) {
        renderer.judge(findings);
      }
    }
  }

  /** What a process holds, again and again. */
  private static final class Growth {
    private final long pid;
    private final long beganNanos = System.nanoTime();
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> memory = new ArrayList<>();
    private final List<Double> handles = new ArrayList<>();

    Growth(long pid) {
      this.pid = pid;
    }

    void look() throws IOException {
      seconds.add((System.nanoTime() - beganNanos) / 1e9);
      memory.add(ProcessMeter.residentMiB(pid));
      handles.add((double) ThreadMeter.handles(pid));
    }

    private double slope(List<Double> values) {
      return ThreadMeter.slopePerHour(seconds, values);
    }

    void tell(String prefix, String whose, Findings findings) {
      findings.add(prefix + "memory", whose + ": resident memory", new Samples(memory), "MiB");
      findings.add(
          prefix + "memorySlope",
          whose + ": its growth after the first fifth",
          slope(memory),
          "MiB/h");
      findings.add(prefix + "handles", whose + ": open files", new Samples(handles), "");
      findings.add(prefix + "handlesSlope", whose + ": their growth", slope(handles), "/h");
    }

    void judge(Findings findings) {
      findings.judge(Target.atMost("growth of memory", slope(memory), MIB_PER_HOUR_MAX, "MiB/h"));
      findings.judge(
          Target.atMost("growth of open files", slope(handles), HANDLES_PER_HOUR_MAX, "an hour"));
    }
  }
}
