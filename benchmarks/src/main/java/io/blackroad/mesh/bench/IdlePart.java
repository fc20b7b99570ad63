package io.blackroad.mesh.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of WebSockets that nobody says anything on: connected, upgraded, with all handlers, queues
 * and limits that a node's has, and read from; not joined, so without what the coordinator knows of
 * a node.
 */
final class IdlePart implements BenchPart<TransportPlan> {
  private static final double BYTES_MAX = 9_000;
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final int QUICK = 2_000;

  /** Connections before memory is read for the first time: classes are loaded, code compiled. */
  private static final int WARM = 1_000;

  /** Files that a process has besides. */
  private static final int OTHER_FILES = 400;

  /** A source address has 28,000 ports for one target. */
  private static final int PER_ADDRESS = 20_000;

  private static final double SETTLE_SECONDS = 5;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public void run(TransportPlan plan, Findings findings) throws IOException {
    int wanted = plan.quick() ? QUICK : plan.connections();
    int allowed = openFiles() - OTHER_FILES - WARM;
    int count = Math.min(wanted, allowed);
    if (count < wanted) {
      findings.note(
          "limit",
          "connections",
          count + " of " + wanted + ": a process may have " + openFiles() + " files open here");
    }
    List<RelaySocket> open = new ArrayList<>();
    try (ChildJvm server = ChildJvm.start(List.of(), IdleServer.class)) {
      long pid = server.process().pid();
      URI url = URI.create(server.said());
      connect(url, WARM, open);
      GovernedTab.pass(SETTLE_SECONDS);
      double before = ProcessMeter.residentMiB(pid);
      long began = System.nanoTime();
      connect(url, count, open);
      double seconds = (System.nanoTime() - began) / 1e9;
      GovernedTab.pass(SETTLE_SECONDS);
      double after = ProcessMeter.residentMiB(pid);
      double each = (after - before) * BYTES_PER_MIB / count;
      plan.say(count + " connections in " + Figure.text(seconds) + " s: " + Figure.text(each));
      findings.add("connections", "connections that are open, and say nothing", count, "");
      findings.add("before", "resident with " + WARM + " others, before", before, "MiB");
      findings.add("after", "resident with them", after, "MiB");
      findings.add("each", "resident for each", each, "B");
      findings.add("seconds", "time to open them, one after the other", seconds, "s");
      findings.judge(Target.atMost("idle WebSocket: resident of the seed's", each, BYTES_MAX, "B"));
    } finally {
      for (RelaySocket socket : open) {
        socket.close();
      }
    }
  }

  private static void connect(URI url, int count, List<RelaySocket> open) throws IOException {
    for (int i = 0; i < count; i++) {
      int address = 1 + open.size() / PER_ADDRESS;
      InetSocketAddress from = address == 1 ? null : new InetSocketAddress("127.0.0." + address, 0);
      open.add(RelaySocket.open(url, "/ws/signal", from));
    }
  }

  /** How many files a process may have open, by the limit that it cannot raise. */
  private static int openFiles() {
    return ProcessMeter.lines(Path.of("/proc/self/limits")).stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split(" +", -1)[4])
        .mapToInt(text -> text.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(text))
        .findFirst()
        .orElseThrow();
  }
}
