package io.blackroad.mesh.bench;

import com.microsoft.playwright.PlaywrightException;
import io.blackroad.mesh.demo.DemoFailure;
import io.blackroad.mesh.demo.nat.LabBrowsers;
import io.blackroad.mesh.demo.nat.LabServers;
import io.blackroad.mesh.demo.nat.MeshPair;
import io.blackroad.mesh.demo.nat.NatLab;
import io.blackroad.mesh.demo.nat.NatType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every pair of home routers, real nodes in real Chromium behind them, a real seed and coturn: by
 * which route they reach each other, at which attempt, how soon, and whether messages arrive over
 * it. Every pair is two visitors who were never there before.
 */
final class NatPart implements BenchPart<TransportPlan> {
  private static final double FIRST_PERCENT_MIN = 98;
  private static final double PERCENT = 100;
  private static final long ROUTE_MILLIS_MAX = 30_000;
  private static final long MESSAGES_MILLIS_MAX = 10_000;
  private static final int MESSAGES = 5;
  private static final double MILLIS = 1e3;

  /**
   * How a pair went.
   *
   * @param outcome null when they did not meet at all
   * @param talks whether messages arrived, each once and in order
   */
  private record Went(NatType a, NatType b, MeshPair.@Nullable Outcome outcome, boolean talks) {
    private String expected() {
      return a.reaches(b) ? "direct" : "turn";
    }

    boolean isAsExpected() {
      return talks && outcome != null && outcome.route().equals(expected());
    }

    boolean isFirst() {
      return isAsExpected() && outcome != null && outcome.attempts() == 1;
    }

    boolean isConnected() {
      return talks && outcome != null;
    }

    double seconds() {
      return outcome == null ? Double.NaN : outcome.millis() / MILLIS;
    }

    @Override
    public String toString() {
      String how = outcome == null ? "did not meet" : outcome.route();
      String tries =
          outcome == null || outcome.attempts() == 1 ? "" : ", " + outcome.attempts() + " attempts";
      return b.word()
          + " "
          + how
          + " "
          + Figure.text(seconds())
          + " s"
          + tries
          + (talks ? "" : ", silent");
    }
  }

  @Override
  public String name() {
    return "nat";
  }

  @Override
  public void run(TransportPlan plan, Findings findings) throws IOException {
    String absence = NatLab.absence();
    if (absence != null) {
      findings.note("absence", "pairs of routers", "not run: " + absence);
      return;
    }
    try (NatLab lab = NatLab.open()) {
      matrix(lab, plan, findings);
      withoutTurn(lab, plan, findings);
    }
  }

  private static LabServers servers(NatLab lab, TransportPlan plan, boolean withTurn)
      throws IOException {
    BenchPlan bench = plan.bench();
    List<String> options =
        List.of(
            "--fallback",
            "off",
            "--site",
            bench.site().toString(),
            "--models",
            bench.models().toString());
    return LabServers.start(lab, bench.seedJar(), withTurn, options);
  }

  private static void matrix(NatLab lab, TransportPlan plan, Findings findings) throws IOException {
    List<Went> all = new ArrayList<>();
    try (LabServers servers = servers(lab, plan, true);
        LabBrowsers browsers = LabBrowsers.launch(lab, servers.url())) {
      for (NatType a : NatType.values()) {
        StringJoiner row = new StringJoiner(" · ");
        for (NatType b : NatType.values()) {
          if (!plan.quick() || a.compareTo(b) <= 0) {
            lab.setRouters(a, b);
            Went went = went(a, b, plan, () -> MeshPair.meet(browsers, servers));
            plan.say(a.word() + " x " + went);
            all.add(went);
            row.add(went.toString());
          }
        }
        findings.note(a.word(), a.word() + " with …", row.toString());
      }
    }
    tell(all, findings);
  }

  private static Went went(NatType a, NatType b, TransportPlan plan, Supplier<MeshPair> meeting) {
    try (MeshPair pair = meeting.get()) {
      MeshPair.Outcome outcome = pair.await(a.reaches(b) ? "direct" : "turn", ROUTE_MILLIS_MAX);
      return new Went(a, b, outcome, talks(pair));
    } catch (DemoFailure | PlaywrightException e) {
      plan.say(String.valueOf(e.getMessage()));
      return new Went(a, b, null, false);
    }
  }

  private static boolean talks(MeshPair pair) {
    pair.startCounting();
    MeshPair.await(MESSAGES_MILLIS_MAX, () -> pair.counted() >= MESSAGES);
    return pair.stopCounting(MESSAGES_MILLIS_MAX).isEmpty() && pair.counted() >= MESSAGES;
  }

  private static void tell(List<Went> all, Findings findings) {
    List<Went> reachable = all.stream().filter(went -> went.a.reaches(went.b)).toList();
    findings.add("pairs", "pairs of visitors", all.size(), "");
    seconds(reachable, "direct", "met until direct, where the routers allow it", findings);
    List<Went> others = all.stream().filter(went -> !went.a.reaches(went.b)).toList();
    seconds(others, "turn", "met until by TURN, where they do not", findings);
    double connected = percent(all, Went::isConnected);
    findings.judge(
        Target.atLeast("nat: pairs connected, messages arrive", connected, PERCENT, "%"));
    double direct = percent(reachable, Went::isAsExpected);
    findings.judge(Target.atLeast("nat: direct where the routers allow it", direct, PERCENT, "%"));
    double first = percent(all, Went::isFirst);
    findings.judge(
        Target.atLeast("nat: best route at the first attempt", first, FIRST_PERCENT_MIN, "%"));
  }

  private static void seconds(List<Went> some, String key, String what, Findings findings) {
    List<Double> seconds = some.stream().filter(Went::isAsExpected).map(Went::seconds).toList();
    if (!seconds.isEmpty()) {
      findings.add(key, what, new Samples(seconds), "s");
    }
  }

  private static double percent(List<Went> all, Predicate<Went> good) {
    return PERCENT * all.stream().filter(good).count() / all.size();
  }

  /** Where there is no TURN server, two symmetric routers leave the seed's relay only. */
  private static void withoutTurn(NatLab lab, TransportPlan plan, Findings findings)
      throws IOException {
    lab.setRouters(NatType.SYMMETRIC, NatType.SYMMETRIC);
    try (LabServers servers = servers(lab, plan, false);
        LabBrowsers browsers = LabBrowsers.launch(lab, servers.url());
        MeshPair pair = MeshPair.meet(browsers, servers)) {
      boolean tried = pair.triesInVain(ROUTE_MILLIS_MAX);
      String route = pair.await("relay", ROUTE_MILLIS_MAX).route();
      plan.say("without TURN: " + route);
      findings.note("withoutTurn", "sym with sym, no TURN server, after an attempt", route);
      boolean holds = tried && route.equals("relay") && talks(pair);
      findings.judge(Target.holds("nat: sym with sym without TURN goes on by relay", holds));
    }
  }
}
