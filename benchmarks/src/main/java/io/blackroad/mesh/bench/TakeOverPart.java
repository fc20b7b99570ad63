package io.blackroad.mesh.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How long after the tab with the node is gone the next one has joined the seed in its place, with
 * the tasks that were under way; by the machine's clock, which pages read too.
 */
final class TakeOverPart implements BenchPart<GovernorPlan> {
  private static final double MILLIS_MAX = 100;
  private static final int TAKE_OVERS = 10;
  private static final int TAKE_OVERS_QUICK = 2;
  private static final int CPU_CAP_PERCENT = 50;

  /** In which a tab finds that its turn is next, and loads what it needs then. */
  private static final double READY_SECONDS = 2;

  private static final long JOINED_MILLIS_MAX = 30_000;

  private static final String JOINED = "told.find((status) => status.nodeId && !status.elsewhere)";

  /** A way to lose a tab. */
  private interface Loss {
    void of(GovernedTab tab);
  }

  @Override
  public String name() {
    return "takeover";
  }

  @Override
  public void run(GovernorPlan plan, Findings findings) throws IOException {
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        GovernedTab first = GovernedTab.open(seed)) {
      first.feed(plan.workload().texts(), 20);
      first.start(CPU_CAP_PERCENT);
      List<Double> closed = new ArrayList<>();
      List<Double> killed = new ArrayList<>();
      GovernedTab leader = first;
      for (int i = 0; i < (plan.quick() ? TAKE_OVERS_QUICK : TAKE_OVERS); i++) {
        leader = next(leader, closed, tab -> tab.tab().close());
        leader = next(leader, killed, tab -> tab.tab().kill(tab.pid()));
        plan.say("taken over: " + closed.getLast() + " ms closed, " + killed.getLast() + " killed");
      }
      tell("closed", new Samples(closed), findings);
      tell("killed", new Samples(killed), findings);
    }
  }

  /** Loses {@code leader}; returns the tab that goes on, and adds the milliseconds to it. */
  private static GovernedTab next(GovernedTab leader, List<Double> millis, Loss loss) {
    GovernedTab next = leader.beside();
    next.start(CPU_CAP_PERCENT);
    GovernedTab.pass(READY_SECONDS);
    Instant now = Instant.now();
    loss.of(leader);
    next.await(JOINED, JOINED_MILLIS_MAX);
    double joinedAt = next.number("performance.timeOrigin + " + JOINED + ".at");
    millis.add(joinedAt - (now.getEpochSecond() * 1e3 + now.getNano() / 1e6));
    return next;
  }

  private static void tell(String how, Samples millis, Findings findings) {
    findings.add(how, "tab " + how + " until the next one has joined", millis, "ms");
    findings.judge(
        Target.atMost(
            "take-over from a tab " + how + " (slowest)", millis.max(), MILLIS_MAX, "ms"));
  }
}
