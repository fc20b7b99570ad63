package io.blackroad.mesh.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How many entries a second become durable, and what a core can do of that. */
final class LogAppends implements BenchPart<LogPlan> {
  private static final double PER_CORE_MIN = 10_000;

  /**
   * Entries that wait for their commit at once: one client; a small mesh; a large one; no limit.
   */
  private static final List<Long> WAITING = List.of(1L, 100L, 1_000L, Long.MAX_VALUE);

  /** Each entry is synced by itself then, which a disk does some hundred times a second. */
  private static final long ENTRIES_ONE_BY_ONE = 2_000;

  private static final long ENTRIES = 200_000;
  private static final long ENTRIES_QUICK = 20_000;

  @Override
  public String name() {
    return "appends";
  }

  @Override
  public void run(LogPlan plan, Findings findings) throws IOException {
    long entries = plan.quick() ? ENTRIES_QUICK : ENTRIES;
    try (LogFeed feed = new LogFeed(plan.logs().empty("appends-"))) {
      feed.append(entries, Long.MAX_VALUE); // the compiler's time is not the log's
      for (long waiting : WAITING) {
        List<LogFeed.Effort> efforts = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
          efforts.add(feed.append(waiting == 1 ? ENTRIES_ONE_BY_ONE : entries, waiting));
        }
        Samples perCore = tell(waiting, efforts, plan, findings);
        if (waiting == Long.MAX_VALUE) {
          findings.judge(
              Target.atLeast(
                  "log: durable appends a second of CPU time, group commit (median)",
                  perCore.median(),
                  PER_CORE_MIN,
                  "/s"));
        }
      }
    }
  }

  private static Samples tell(
      long waiting, List<LogFeed.Effort> efforts, LogPlan plan, Findings findings) {
    String key = waiting == Long.MAX_VALUE ? "unlimited" : Long.toString(waiting);
    String who = "durable appends, at most " + waiting + " waiting";
    String what = waiting == Long.MAX_VALUE ? "durable appends, as many as the store takes" : who;
    Samples perCore = new Samples(efforts.stream().map(LogFeed.Effort::perCore).toList());
    Samples perSecond = new Samples(efforts.stream().map(LogFeed.Effort::perSecond).toList());
    Samples perGroup = new Samples(efforts.stream().map(LogFeed.Effort::perGroup).toList());
    findings.add("wall" + key, what, perSecond, "/s");
    findings.add("perCore" + key, what + ", of CPU time", perCore, "/s");
    findings.add("group" + key, what + ": entries in one commit", perGroup, "");
    plan.say(what + ": " + Figure.text(perSecond) + " /s, of CPU time " + Figure.text(perCore));
    return perCore;
  }
}
