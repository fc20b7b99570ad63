package io.blackroad.mesh.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages between nodes through a seed's own process, against minimal relays that do nothing else:
 * ws on Node.js, and Bun. Each server has one core, the load the other.
 */
final class RelayPart implements BenchPart<TransportPlan> {
  private static final int PAIRS = 50;
  private static final double SECONDS = 3;
  private static final double SECONDS_QUICK = 1;
  private static final double WARM_SECONDS = 4;
  private static final double WARM_SECONDS_QUICK = 1;
  private static final int SERVER_CORE = 0;
  private static final int LOAD_CORE = 1;

  /** Frames between peers, and how many of them are under way in each pair. */
  private enum Size {
    SMALL("256 B", 256, 16),
    LARGE("16 KiB", 16 << 10, 4);

    private final String text;
    private final int bytes;
    private final int window;

    Size(String text, int bytes, int window) {
      this.text = text;
      this.bytes = bytes;
      this.window = window;
    }
  }

  private record Server(String name, long pid, RelayPair.Making pairing) {}

  private record Key(String server, Size size) {}

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public void run(TransportPlan plan, Findings findings) throws IOException {
    RivalRelays rivals = RivalRelays.install(plan.bench().root());
    ProcessMeter.pin(ProcessHandle.current().pid(), LOAD_CORE);
    try (BenchSeed seed =
            BenchSeed.start(
                plan.bench(),
                "--fallback",
                "off",
                "--relay-mib-per-second",
                "1024",
                "--relay-frames-per-second",
                "1000000000");
        RivalRelays.Running ws = rivals.ws();
        RivalRelays.Running bun = rivals.hasBun() ? rivals.bun() : ws) {
      List<Server> servers = new ArrayList<>();
      servers.add(seed(seed));
      servers.add(relay("ws", ws));
      if (rivals.hasBun()) {
        servers.add(relay("Bun", bun));
      } else {
        findings.note("bun", "Bun", "does not run on this machine");
      }
      measure(servers, plan, findings);
    }
  }

  private static Server seed(BenchSeed seed) {
    String code =
        seed.client().get("/log/code").path("entry").path("payload").path("code").asText();
    URI url = URI.create("http://127.0.0.1:" + seed.url().getPort());
    return new Server(
        "seed", seed.pid(), n -> RelayPair.atSeed(url, "https://room-" + n + ".example", code));
  }

  private static Server relay(String name, RivalRelays.Running relay) {
    return new Server(
        name, relay.process().pid(), n -> RelayPair.atRelay(relay.url(), "/pair/" + n));
  }

  private static void measure(List<Server> servers, TransportPlan plan, Findings findings)
      throws IOException {
    for (Server server : servers) {
      ProcessMeter.pin(server.pid, SERVER_CORE);
      for (Size size : Size.values()) {
        run(server, size, plan.quick() ? WARM_SECONDS_QUICK : WARM_SECONDS);
      }
    }
    Map<Key, List<RelayLoad.Ran>> all = new LinkedHashMap<>();
    for (int round = 0; round < plan.rounds(); round++) {
      for (Size size : Size.values()) {
        for (Server server : servers) {
          RelayLoad.Ran ran = run(server, size, plan.quick() ? SECONDS_QUICK : SECONDS);
          plan.say(
              size.text
                  + " through "
                  + server.name
                  + ": "
                  + Figure.text(ran.perSecond())
                  + " /s, "
                  + Figure.text(ran.cpuSecondsPerGb())
                  + " CPU s/GB");
          all.computeIfAbsent(new Key(server.name, size), key -> new ArrayList<>()).add(ran);
        }
      }
    }
    tell(servers, all, findings);
  }

  private static RelayLoad.Ran run(Server server, Size size, double seconds) throws IOException {
    List<RelayPair> pairs = RelayPair.several(PAIRS, server.pairing);
    try (RelayLoad load = new RelayLoad(pairs, size.bytes, size.window)) {
      load.run(Math.min(seconds, 1) / 2, () -> 0); // buffers grow, windows open
      return load.run(seconds, () -> (long) (ProcessMeter.cpuSeconds(server.pid) * 1e9));
    }
  }

  private static void tell(
      List<Server> servers, Map<Key, List<RelayLoad.Ran>> all, Findings findings) {
    for (Size size : Size.values()) {
      Samples ours = pace(all, servers.getFirst(), size);
      Samples ourCpu = cpu(all, servers.getFirst(), size);
      for (int i = 0; i < servers.size(); i++) {
        Server server = servers.get(i);
        Samples pace = pace(all, server, size);
        Samples cpu = cpu(all, server, size);
        String what = size.text + ", " + PAIRS + " pairs, " + server.name;
        String key = server.name + size.bytes;
        findings.add(key, what + ": messages passed on", pace, "/s");
        findings.add(key + "Cpu", what + ": … CPU", cpu, "s/GB");
        if (i > 0) {
          judge(size, server, new Samples[] {ours.over(pace), ourCpu.over(cpu)}, findings);
        }
      }
    }
  }

  private static void judge(Size size, Server rival, Samples[] ratios, Findings findings) {
    String what = "relay of " + size.text + " against " + rival.name;
    findings.judge(
        Target.atLeast(what + ": messages a second, median of ratios", ratios[0].median(), 1, "×"));
    findings.judge(
        Target.atMost(what + ": CPU for a byte, median of ratios", ratios[1].median(), 1, "×"));
  }

  private static Samples pace(Map<Key, List<RelayLoad.Ran>> all, Server server, Size size) {
    return new Samples(of(all, server, size).stream().map(RelayLoad.Ran::perSecond).toList());
  }

  private static Samples cpu(Map<Key, List<RelayLoad.Ran>> all, Server server, Size size) {
    return new Samples(of(all, server, size).stream().map(RelayLoad.Ran::cpuSecondsPerGb).toList());
  }

  private static List<RelayLoad.Ran> of(
      Map<Key, List<RelayLoad.Ran>> all, Server server, Size size) {
    return all.getOrDefault(new Key(server.name, size), List.of());
  }
}
