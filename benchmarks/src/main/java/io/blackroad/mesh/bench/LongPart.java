package io.blackroad.mesh.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a node that is left running grows: memory and open files of its renderer. Judged is what
 * it keeps ({@link KeptMemory}); resident memory as it comes is told.
 */
final class LongPart implements BenchPart<GovernorPlan> {
  /**
   * Of what is kept: 3.3 KiB a task, at the 5,000 tasks an hour of half a core. A browser's own
   * allocators still spread by 2 or 3 MiB in the first hour.
   */
  static final double MIB_PER_HOUR_MAX = 16;

  private static final double HANDLES_PER_HOUR_MAX = 4;

  /** Slopes of less are noise, and are told, not judged. */
  private static final double JUDGED_HOURS = 0.5;

  private static final double MINUTES = 3;
  private static final double MINUTES_QUICK = 0.5;
  private static final double SECONDS_PER_MINUTE = 60;
  private static final double SECONDS_PER_HOUR = 3_600;

  /** The first part of a run, in which caches fill and code is compiled. */
  private static final double WARM_UP_SHARE = 0.2;

  private static final double SAMPLES = 250;

  /** What is kept is looked at so often, that far apart. */
  private static final int LOOKS = 9;

  private static final double LOOK_SECONDS_MAX = 3;

  /** Page, node worker, executor. */
  private static final int HEAPS_MIN = 3;

  private static final int COPIES = 4;

  @Override
  public String name() {
    return "long";
  }

  @Override
  public void run(GovernorPlan plan, Findings findings) throws IOException {
    double seconds =
        plan.hours() > 0
            ? plan.hours() * SECONDS_PER_HOUR
            : (plan.quick() ? MINUTES_QUICK : MINUTES) * SECONDS_PER_MINUTE;
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab tab = GovernedTab.open(seed)) {
      Work work = new Work(seed, tab, plan.workload().texts());
      tab.start(50);
      tab.tab().detach();
      work.goOn(seconds * WARM_UP_SHARE, () -> {});
      KeptMemory kept = new KeptMemory();
      kept.add(look(tab, seconds));
      Growth renderer = new Growth(tab.pid());
      Growth server = new Growth(seed.pid());
      work.goOn(
          seconds * (1 - WARM_UP_SHARE),
          () -> {
            renderer.look();
            server.look();
          });
      kept.add(look(tab, seconds));
      findings.add("hours", "how long it ran", seconds / SECONDS_PER_HOUR, "h");
      renderer.tell("", "the renderer", findings);
      kept.tell(findings);
      server.tell("seed", "the seed", findings);
      if (seconds >= JUDGED_HOURS * SECONDS_PER_HOUR) {
        findings.judge(
            Target.atMost(
                "growth of memory that is kept", kept.mibPerHour(), MIB_PER_HOUR_MAX, "MiB/h"));
        renderer.judge(findings);
      }
    }
  }

  private static KeptMemory.Look look(GovernedTab tab, double seconds) {
    double tasks = tab.number("told.findLast(({ phase }) => phase).tasksAccepted");
    List<Double> mib = new ArrayList<>();
    for (int i = 0; i < LOOKS; i++) {
      GovernedTab.pass(Math.min(LOOK_SECONDS_MAX, seconds / SAMPLES));
      int heaps = tab.tab().collectGarbage();
      if (heaps < HEAPS_MIN) {
        throw new IllegalStateException(heaps + " heaps, wanted page, node and executor");
      }
      mib.add(ProcessMeter.residentMiB(tab.pid()));
    }
    return new KeptMemory.Look(System.nanoTime() / 1e9, new Samples(mib), tasks);
  }

  /** A node's work, which never ends. */
  private static final class Work {
    private final BenchSeed seed;
    private final GovernedTab tab;
    private final List<String> texts;
    private String last;

    Work(BenchSeed seed, GovernedTab tab, List<String> texts) {
      this.seed = seed;
      this.tab = tab;
      this.texts = texts;
      this.last = tab.feed(texts, COPIES);
    }

    /** Lets {@code seconds} pass, in which {@code look} is asked now and then. */
    void goOn(double seconds, Looking look) throws IOException {
      for (int sample = 0; sample < SAMPLES; sample++) {
        GovernedTab.pass(seconds / SAMPLES);
        if (seed.client().job(last).path("done").asInt() > 0) {
          last = tab.feed(texts, COPIES);
        }
        look.look();
      }
    }
  }

  private interface Looking {
    void look() throws IOException;
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
          prefix + "memorySlope", whose + ": a straight line through that", slope(memory), "MiB/h");
      findings.add(prefix + "handles", whose + ": open files", new Samples(handles), "");
      findings.add(prefix + "handlesSlope", whose + ": their growth", slope(handles), "/h");
    }

    void judge(Findings findings) {
      findings.judge(
          Target.atMost("growth of open files", slope(handles), HANDLES_PER_HOUR_MAX, "an hour"));
    }
  }
}
