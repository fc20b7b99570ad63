package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.Visitors;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a hop costs besides the network, in one run: a message of 256 bytes from a tab to its peer
 * worker, node worker, the seed's own process, and up to the other tab. That is half of the time
 * there and back; beside it a plain WebSocket's echo to the same tab, which takes the same way
 * through the machine (tab, server, tab), round by round, and before that the same edge over a
 * direct connection.
 */
final class HopPart implements BenchPart<TransportPlan> {
  private static final int BYTES = 256;
  private static final int MESSAGES = 200;
  private static final int MESSAGES_QUICK = 40;
  private static final int WARM = 100;
  private static final int TEXTS = 8;
  private static final double MILLIS_MAX = 5;
  private static final double P99 = 0.99;

  /** Medians of each round; {@code p99} of single messages. */
  private record Way(List<Double> median, List<Double> p99) {
    Way() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(List<Double> oneWay) {
      Samples samples = new Samples(oneWay);
      median.add(samples.median());
      p99.add(samples.quantile(P99));
    }
  }

  @Override
  public String name() {
    return "hop";
  }

  @Override
  public void run(TransportPlan plan, Findings findings) throws IOException {
    Way relay = new Way();
    Way direct = new Way();
    Way echo = new Way();
    int messages = plan.quick() ? MESSAGES_QUICK : MESSAGES;
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench());
        ChildJvm server = ChildJvm.start(List.of(), EchoServer.class);
        Visitors visitors = Visitors.launch();
        EdgeTab one = EdgeTab.join(visitors, seed.url(), true, false);
        EdgeTab other = EdgeTab.join(visitors, seed.url(), true, false)) {
      URI url = URI.create(server.said());
      String peer = meet(seed, one, other);
      one.askPeer(peer, WARM, BYTES);
      for (int round = 0; round < plan.rounds(); round++) {
        direct.add(halved(one.askPeer(peer, messages, BYTES)));
      }
      stayWithRelay(one, other);
      one.askPeer(peer, WARM, BYTES);
      one.askEcho(url, WARM, BYTES);
      for (int round = 0; round < plan.rounds(); round++) {
        relay.add(halved(one.askPeer(peer, messages, BYTES)));
        echo.add(one.askEcho(url, messages, BYTES));
      }
    }
    tell(relay, echo, direct, findings);
  }

  /** Nodes have peers once they have worked. */
  private static String meet(BenchSeed seed, EdgeTab one, EdgeTab other) {
    seed.embed(Collections.nCopies(TEXTS, "Bees dance."), Workload.QUANTISED, "quorum");
    for (EdgeTab tab : List.of(one, other)) {
      tab.awaitHeld();
      tab.release();
    }
    other.awaitPeer("direct");
    return one.awaitPeer("direct");
  }

  private static void stayWithRelay(EdgeTab... tabs) {
    for (EdgeTab tab : tabs) {
      tab.forbidDirect();
    }
    for (EdgeTab tab : tabs) {
      tab.awaitPeer("relay");
    }
  }

  private static List<Double> halved(List<Double> thereAndBack) {
    return thereAndBack.stream().map(millis -> millis / 2).toList();
  }

  private static void tell(Way relay, Way echo, Way direct, Findings findings) {
    Samples ours = new Samples(relay.median);
    Samples plain = new Samples(echo.median);
    List<Double> more = new ArrayList<>();
    for (int i = 0; i < relay.median.size(); i++) {
      more.add(relay.median.get(i) - echo.median.get(i));
    }
    Samples difference = new Samples(more);
    findings.add("relay", "256 B from tab to tab through the seed, median of a round", ours, "ms");
    findings.add("relayP99", "… 99th percentile of a round", new Samples(relay.p99), "ms");
    findings.add("echo", "256 B from tab to a plain WebSocket echo and back", plain, "ms");
    findings.add("echoP99", "… 99th percentile of a round", new Samples(echo.p99), "ms");
    findings.add("direct", "256 B from tab to tab, direct", new Samples(direct.median), "ms");
    findings.add("directP99", "… 99th percentile of a round", new Samples(direct.p99), "ms");
    findings.add("difference", "through the seed, less the echo", difference, "ms");
    findings.add("ratio", "through the seed, over the echo", ours.over(plain), "");
    findings.judge(
        Target.atMost("hop: through the seed, all of it, median", ours.median(), MILLIS_MAX, "ms"));
  }
}
