package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.log.AcceptedOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A visitor's node from {@code page.js} to a coordinator, on a page with the strictest policy. */
class NodeInChromiumTest {
  private static final List<String> TEXTS =
      List.of(
          "Glaciers carve valleys into the shape of a U.",
          "An ion is an atom with a charge.",
          "The sonnet has fourteen lines.",
          "Inflation is a rise of prices in general.",
          "Bees tell each other by dancing where the flowers are.",
          "A byte is eight bits.");

  /** Slow enough that a task lasts longer than it takes to close a tab. */
  private static final int SLOW_CAP_PERCENT = 5;

  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

  private List<AcceptedOutput> embed(String jobId) {
    return MESH.seed().outputsOf(MESH.job(jobId, TEXTS));
  }

  private Map<?, ?> lastStatus() {
    return (Map<?, ?>) Objects.requireNonNull(MESH.page().evaluate("() => statuses.at(-1)"));
  }

  @Test
  void computesAJobAndShowsWhatItEarned() throws Exception {
    MeshInChromium.start(MESH.page(), 100);
    List<AcceptedOutput> outputs = embed("j_0000000000000001");

    int rows = 0;
    for (AcceptedOutput output : outputs) {
      rows += output.output().dims().getFirst();
    }
    assertEquals(TEXTS.size(), rows);
    MeshInChromium.eventually(
        MESH.page(), "() => statuses.at(-1).unitsEarned > 0 && statuses.at(-1).phase === 'idle'");
    Map<?, ?> status = lastStatus();
    assertEquals(0, status.get("receiptsBroken"));
    assertEquals("", status.get("error"));
    assertTrue(((Number) Objects.requireNonNull(status.get("receiptsVerified"))).intValue() > 2);
    assertEquals(MESH.model().onnx().length, status.get("modelTotalBytes"));
    assertEquals(
        List.of("connecting", "joining", "preparing", "idle", "working"),
        MESH.page().evaluate("() => [...new Set(statuses.map(({ phase }) => phase))]"));
  }

  @Test
  void tellsAtMostFourTimesASecondUnlessThePhaseChanges() {
    MeshInChromium.start(MESH.page(), 20);
    embed("j_0000000000000002");

    assertEquals(
        List.of(),
        MESH.page()
            .evaluate(
                """
            () => statuses.slice(1).map((status, i) => ({ status, before: statuses[i] }))
                .filter(({ status, before }) => status.phase === before.phase)
                .map(({ status, before }) => status.at - before.at)
                .filter((millis) => millis < 200)"""));
  }

  @Test
  void aNewCapReachesTheSeed() {
    MeshInChromium.start(MESH.page(), 50);
    MESH.seed().await("a node at 50 %", mesh -> caps(mesh).equals(List.of(50)));

    MESH.page().evaluate("() => node.setTerms({ cpuCapPercent: 30 })");

    MESH.seed().await("a node at 30 %", mesh -> caps(mesh).equals(List.of(30)));
  }

  private static List<Integer> caps(MeshSnapshot mesh) {
    return mesh.nodes().stream().map(node -> node.cpuCapPercent()).toList();
  }

  @Test
  void offIsOffAtOnceAndTheSeedIsTold() {
    MeshInChromium.start(MESH.page(), 50);
    MESH.seed().await("a node", mesh -> mesh.nodes().size() == 1);
    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1).phase === 'idle'");

    MESH.page().evaluate("() => node.stop()");

    MESH.seed().await("its goodbye", mesh -> mesh.nodes().isEmpty());
    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1).phase === 'stopped'");
    MESH.page().waitForCondition(() -> MESH.page().workers().isEmpty());
  }

  @Test
  void comesBackWhenTheLinkBreaks() throws IOException {
    MeshInChromium.start(MESH.page(), 50);
    String first =
        MESH.seed().await("a node", mesh -> mesh.nodes().size() == 1).nodes().getFirst().nodeId();
    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1).phase === 'idle'");

    MESH.page().evaluate("() => { statuses.length = 0; }");
    MESH.site().front().cut();

    MeshInChromium.eventually(
        MESH.page(), "() => statuses.some(({ phase }) => phase === 'connecting')");
    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1).phase === 'idle'");
    String again =
        MESH.seed().await("it again", mesh -> mesh.nodes().size() == 1).nodes().getFirst().nodeId();
    assertEquals(first, again);
    assertEquals(
        6, embed("j_0000000000000003").stream().mapToInt(o -> o.output().dims().getFirst()).sum());
  }

  @Test
  void survivesASeedThatTalksNonsense() {
    int[] links = {0};
    MESH.site()
        .front()
        .onSocket(
            socket -> {
              links[0]++;
              if (links[0] == 1) {
                socket.sendText("{}");
              } else if (links[0] == 2) {
                socket.send(new byte[] {'{', 0, (byte) 255});
              } else {
                MESH.seed().serve(socket);
                return;
              }
              while (socket.receive() != null) {
                // Until the node has had enough.
              }
            });
    MeshInChromium.start(MESH.page(), 50);

    MESH.seed().await("a node", mesh -> mesh.nodes().size() == 1);
    assertEquals(3, links[0]);
  }

  @Test
  void saysSoWhenItsWorkerCrashes() {
    MeshInChromium.start(MESH.page(), 50);
    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1)?.phase === 'idle'");
    Worker worker =
        MESH.page().workers().stream()
            .filter(candidate -> candidate.url().endsWith("node-worker.js"))
            .findFirst()
            .orElseThrow();

    worker.evaluate("setTimeout(() => { throw new Error('boom'); })");

    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1).phase === 'stopped'");
    assertTrue(String.valueOf(lastStatus().get("error")).contains("boom"));
    MESH.page().waitForCondition(() -> MESH.page().workers().isEmpty());
  }

  @Test
  void leavesWhenThePageIsLeft() {
    MeshInChromium.start(MESH.page(), 50);
    MESH.seed().await("a node", mesh -> mesh.nodes().size() == 1);

    MESH.page().navigate("about:blank");

    MESH.seed().await("its end", mesh -> mesh.nodes().isEmpty());
  }

  /** Playwright switches the back/forward cache off, so its two events are made by hand. */
  @Test
  void startsAnewWhenThePageComesBackFromTheCache() {
    MeshInChromium.start(MESH.page(), 50);
    MESH.page().evaluate("() => node.setTerms({ cpuCapPercent: 25 })");
    MESH.seed().await("a node", mesh -> caps(mesh).equals(List.of(25)));

    MESH.page()
        .evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
    MESH.seed().await("its end", mesh -> mesh.nodes().isEmpty());
    MESH.page()
        .evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

    MESH.seed().await("a node again, at the cap it had", mesh -> caps(mesh).equals(List.of(25)));
    MESH.page().waitForCondition(() -> MESH.page().workers().size() == 2);
  }

  /** From the close of a browser's last tab to the frame that gives its task to another browser. */
  @Test
  void theTaskOfAClosedTabIsSomebodyElsesWithinASecond() {
    Page second = Objects.requireNonNull(MESH.page().context().browser()).newPage();
    second.navigate(MESH.site().url(TestSite.STRICT_PAGE));
    List<Page> pages = List.of(MESH.page(), second);
    TestSeed seed = MESH.seed();
    for (int i = 0; i < pages.size(); i++) {
      int there = i + 1;
      MeshInChromium.start(pages.get(i), SLOW_CAP_PERCENT);
      seed.await("node " + there, mesh -> ready(mesh) == there);
    }
    seed.submit(MESH.job("j_0000000000000004", Collections.nCopies(16, TEXTS.getFirst())));
    seed.await("its start", mesh -> !seed.assigned().isEmpty());
    Traffic.Passing lost = seed.assigned().getFirst();

    long closed = System.nanoTime();
    pages.get((int) lost.connection()).close();

    seed.await("another", mesh -> seed.assigned().stream().anyMatch(next -> follows(next, lost)));
    long nanos =
        seed.assigned().stream()
            .filter(next -> follows(next, lost))
            .findFirst()
            .orElseThrow()
            .nanos();
    assertTrue(nanos > closed, "given to both before the tab was closed");
    assertTrue(nanos - closed < 1_000_000_000, (nanos - closed) / 1_000_000 + " ms");
  }

  private static long ready(MeshSnapshot mesh) {
    return mesh.nodes().stream().filter(node -> !node.ready().isEmpty()).count();
  }

  private static boolean follows(Traffic.Passing next, Traffic.Passing lost) {
    return next.taskId().equals(lost.taskId()) && next.connection() != lost.connection();
  }
}
