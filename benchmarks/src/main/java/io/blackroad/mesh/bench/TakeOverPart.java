package io.blackroad.mesh.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How long after the tab with the node is closed the next one has joined the seed in its place,
 * with the tasks that were under way; by the machine's clock, which pages read too.
 */
final class TakeOverPart implements BenchPart<GovernorPlan> {
  private static final double MILLIS_MAX = 100;
  private static final int TAKE_OVERS = 20;
  private static final int TAKE_OVERS_QUICK = 3;
  private static final int CPU_CAP_PERCENT = 50;

  /** In which a tab finds that its turn is next, and loads what it needs then. */
  private static final double READY_SECONDS = 2;

  private static final long JOINED_MILLIS_MAX = 30_000;

  private static final String WORKS = "told.at(-1).phase === 'working'";
  private static final String JOINED = "told.find((status) => status.nodeId && !status.elsewhere)";

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
      List<Double> millis = new ArrayList<>();
      GovernedTab leader = first;
      for (int i = 0; i < (plan.quick() ? TAKE_OVERS_QUICK : TAKE_OVERS); i++) {
        leader = next(leader, millis);
      }
      Samples all = new Samples(millis);
      plan.say("takeover: " + Figure.text(all) + " ms");
      findings.add("takeover", "tab closed until the next one has joined", all, "ms");
      findings.judge(Target.atMost("take-over (slowest of all)", all.max(), MILLIS_MAX, "ms"));
    }
  }

  /** Closes {@code leader}; returns the tab that goes on, and adds what that took. */
  private static GovernedTab next(GovernedTab leader, List<Double> millis) {
    leader.await(WORKS, JOINED_MILLIS_MAX);
    GovernedTab next = leader.beside();
    next.start(CPU_CAP_PERCENT);
    GovernedTab.pass(READY_SECONDS);
    Instant now = Instant.now();
    leader.tab().close();
    next.await(JOINED, JOINED_MILLIS_MAX);
    double joinedAt = next.number("performance.timeOrigin + " + JOINED + ".at");
    millis.add(joinedAt - (now.getEpochSecond() * 1e3 + now.getNano() / 1e6));
    return next;
  }
}
