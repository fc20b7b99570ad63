package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.Visitors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long it takes until a channel to a peer is there, between two tabs of one Chromium with real
 * nodes at a seed: from the moment in which the first of the two hears the seed's {@code meet}
 * until both can use the edge; over the relay first, then over a WebRTC data channel that both have
 * heard each other on. Neither node computes meanwhile. One tab stays, the other is a new node each
 * time.
 */
final class OpenPart implements BenchPart<TransportPlan> {
  private static final int TRIES = 20;
  private static final int TRIES_QUICK = 3;
  private static final double MILLIS_MAX = 100;
  private static final double QUIET_SECONDS = 0.5;
  private static final int TEXTS = 8;

  /** Milliseconds from the first {@code meet}. */
  private record Opened(double relay, double direct) {}

  @Override
  public String name() {
    return "open";
  }

  @Override
  public void run(TransportPlan plan, Findings findings) throws IOException {
    List<Double> relay = new ArrayList<>();
    List<Double> direct = new ArrayList<>();
    int tries = plan.quick() ? TRIES_QUICK : TRIES;
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        Visitors visitors = Visitors.launch();
        EdgeTab host = EdgeTab.join(visitors, seed.url(), true, true)) {
      for (int i = -1; i < tries; i++) {
        Opened opened = opened(seed, visitors, host);
        plan.say(
            "relay " + Figure.text(opened.relay) + " ms, direct " + Figure.text(opened.direct));
        if (i >= 0) { // the first one finds code that was never run
          relay.add(opened.relay);
          direct.add(opened.direct);
        }
      }
    }
    Samples relayed = new Samples(relay);
    Samples directly = new Samples(direct);
    findings.add("relay", "from meet until both can use the edge, over the relay", relayed, "ms");
    findings.add("direct", "… over a direct data channel, heard at both ends", directly, "ms");
    findings.judge(
        Target.atMost("open: usable over the relay, median", relayed.median(), MILLIS_MAX, "ms"));
    findings.judge(
        Target.atMost(
            "open: direct data channel in use, median", directly.median(), MILLIS_MAX, "ms"));
  }

  private static Opened opened(BenchSeed seed, Visitors visitors, EdgeTab host) {
    try (EdgeTab guest = EdgeTab.join(visitors, seed.url(), true, true)) {
      work(seed, guest);
      host.awaitHeld();
      host.release();
      GovernedTab.pass(QUIET_SECONDS);
      guest.release();
      String here = host.id();
      String there = guest.id();
      double met = Math.min(host.at(there, "met"), guest.at(here, "met"));
      double relay = Math.max(host.at(there, "relay"), guest.at(here, "relay"));
      double direct = Math.max(host.at(there, "direct"), guest.at(here, "direct"));
      return new Opened(relay - met, direct - met);
    }
  }

  /** Nodes have peers once they have worked: both compute every text of a quorum. */
  private static void work(BenchSeed seed, EdgeTab guest) {
    seed.embed(Collections.nCopies(TEXTS, "Bees dance."), Workload.QUANTISED, "quorum");
    guest.awaitHeld();
  }
}
