package io.blackroad.mesh.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What others notice of nodes that flood the seed or do not read: time of a message of 256 bytes
 * from node to node, with and without them, in turns. The seed has its ordinary limits and one
 * core; the attackers share the other one with the load, which goes first.
 */
final class AttackPart implements BenchPart<TransportPlan> {
  private static final int PAIRS = 10;
  private static final double SECONDS = 5;
  private static final double SECONDS_QUICK = 2;
  private static final double RATIO_MAX = 2;
  private static final double P99 = 0.99;
  private static final int SERVER_CORE = 0;
  private static final int LOAD_CORE = 1;

  @Override
  public String name() {
    return "attack";
  }

  @Override
  public void run(TransportPlan plan, Findings findings) throws IOException {
    double seconds = plan.quick() ? SECONDS_QUICK : SECONDS;
    ProcessMeter.pin(ProcessHandle.current().pid(), LOAD_CORE);
    try (BenchSeed seed = BenchSeed.withoutFallback(plan.bench())) {
      ProcessMeter.pin(seed.pid(), SERVER_CORE);
      URI url = URI.create("http://127.0.0.1:" + seed.url().getPort());
      String code =
          seed.client().get("/log/code").path("entry").path("payload").path("code").asText();
      List<RelayPair> pairs =
          RelayPair.several(
              PAIRS, i -> RelayPair.atSeed(url, "https://good-" + i + ".example", code));
      List<Double> calm = new ArrayList<>();
      List<Double> attacked = new ArrayList<>();
      try (RelayLatency latency = new RelayLatency(pairs)) {
        latency.run(seconds); // the compiler's time is not the seed's
        for (int round = 0; round < plan.rounds(); round++) {
          calm.add(latency.run(seconds).quantile(P99));
          attacked.add(attacked(url, code, latency, seconds));
          plan.say(
              "p99 "
                  + Figure.text(calm.getLast())
                  + " ms, attacked "
                  + Figure.text(attacked.getLast()));
        }
      }
      tell(seed, new Samples(calm), new Samples(attacked), findings);
    }
  }

  private static double attacked(URI url, String code, RelayLatency latency, double seconds)
      throws IOException {
    try (ChildJvm attack =
        ChildJvm.start(List.of("nice", "-n", "19"), RelayAttack.class, url.toString(), code)) {
      ProcessMeter.pin(attack.process().pid(), LOAD_CORE);
      latency.run(1);
      return latency.run(seconds).quantile(P99);
    }
  }

  private static void tell(BenchSeed seed, Samples calm, Samples attacked, Findings findings) {
    Samples ratio = attacked.over(calm);
    findings.add("calm", "p99 from node to node, 256 B, nobody attacks", calm, "ms");
    findings.add("attacked", "… while 12 pairs flood, of whom 4 do not read", attacked, "ms");
    findings.add("ratio", "… ratio, round by round", ratio, "");
    var peers = seed.client().get("/api/mesh").path("peers");
    findings.add("passed", "frames passed on in all", peers.path("relayedFrames").asDouble(), "");
    findings.add("slow", "frames dropped, reader too slow", slow(peers), "");
    findings.judge(
        Target.atMost(
            "attack: p99 of the others, median of ratios", ratio.median(), RATIO_MAX, "×"));
  }

  private static double slow(com.fasterxml.jackson.databind.JsonNode peers) {
    return peers.path("dropped").path("slow").asDouble();
  }
}
