package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.DemoFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory of WebSockets that nobody says anything on: connected, upgraded, with all handlers, queues
 * and limits that a node's has, and read from; not joined, so without what the coordinator knows of
 * a node. One process serves them; their other ends are in processes and at addresses of their own.
 */
final class IdlePart implements BenchPart<TransportPlan> {
  /** What is held where nobody asks for more, and the limits allow it. */
  static final int LINKS = 20_000;

  private static final double BYTES_MAX = 9_000;
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final int QUICK = 2_000;

  /** Links before memory is read for the first time: classes are loaded, code compiled. */
  private static final int WARM = 1_000;

  /** Files that the serving process has besides; some 60 were counted. */
  private static final int OTHER_FILES = 200;

  /** For each process of clients, whose address has 28,000 ports for one target. */
  private static final int PER_CLIENT = 10_000;

  private static final double SETTLE_SECONDS = 5;

  @Override
  public String name() {
    return "idle";
  }

  /**
   * How many links to hold.
   *
   * @param asked null for {@link #LINKS}, or as many as there can be
   * @throws DemoFailure when {@code asked} are more than a process may have here
   */
  static int links(@Nullable Integer asked) {
    int most = openFiles() - OTHER_FILES - WARM;
    if (asked != null && asked > most) {
      throw new DemoFailure(
          "%d links need %d open files in one process, and the limit is %d here: raise it as root (ulimit -Hn %d) and run again"
              .formatted(
                  asked, asked + WARM + OTHER_FILES, openFiles(), asked + WARM + OTHER_FILES));
    }
    return asked == null ? Math.min(LINKS, most) : asked;
  }

  @Override
  public void run(TransportPlan plan, Findings findings) throws IOException {
    int links = plan.quick() ? Math.min(QUICK, plan.links()) : plan.links();
    if (!plan.quick() && links < LINKS) {
      findings.note(
          "limit",
          "links",
          links
              + " beside "
              + WARM
              + ", not "
              + LINKS
              + ": a process may have "
              + openFiles()
              + " files open here (ulimit -Hn)");
    }
    List<ChildJvm> clients = new ArrayList<>();
    try (ChildJvm server = ChildJvm.start(List.of(), IdleServer.class)) {
      long pid = server.process().pid();
      connect(server.said(), WARM, clients);
      GovernedTab.pass(SETTLE_SECONDS);
      double before = ProcessMeter.residentMiB(pid);
      long began = System.nanoTime();
      connect(server.said(), links, clients);
      double seconds = (System.nanoTime() - began) / 1e9;
      GovernedTab.pass(SETTLE_SECONDS);
      double after = ProcessMeter.residentMiB(pid);
      double each = (after - before) * BYTES_PER_MIB / links;
      plan.say(links + " links in " + Figure.text(seconds) + " s: " + Figure.text(each));
      findings.add("links", "links that are open, and say nothing", links, "");
      findings.add("before", "resident with " + WARM + " others, before", before, "MiB");
      findings.add("after", "resident with them", after, "MiB");
      findings.add("each", "resident for each", each, "B");
      findings.add("seconds", "time to open them, one after the other", seconds, "s");
      findings.judge(Target.atMost("idle WebSocket: resident of the seed's", each, BYTES_MAX, "B"));
    } finally {
      clients.forEach(ChildJvm::close);
    }
  }

  /** Has {@code count} more opened; returns when they are. */
  private static void connect(String url, int count, List<ChildJvm> clients) throws IOException {
    for (int left = count; left > 0; left -= PER_CLIENT) {
      String address = "127.0.0." + (2 + clients.size());
      String links = Integer.toString(Math.min(left, PER_CLIENT));
      clients.add(ChildJvm.start(List.of(), IdleClients.class, url, address, links));
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
