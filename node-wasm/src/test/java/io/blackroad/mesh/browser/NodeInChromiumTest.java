package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  private static TestModel model;
  private static Chromium chromium;

  private TestSite site;
  private TestSeed seed;
  private Page page;

  @BeforeAll
  static void open() throws IOException {
    model = TestModel.load("all-minilm-l6-v2-q", false);
    chromium = new Chromium();
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @BeforeEach
  void startSeed() throws IOException {
    site = new TestSite();
    site.put(model.path(), model.onnx());
    seed = new TestSeed(model.spec(), site.code());
    site.serve(seed);
    page = chromium.open(site.url(TestSite.STRICT_PAGE));
  }

  @AfterEach
  void stopSeed() throws IOException {
    page.context().close();
    seed.close();
    site.close();
  }

  private void start(int cpuCapPercent) {
    page.evaluate(
        """
        async (cpuCapPercent) => {
          window.statuses = [];
          window.node = await import('/mesh/page.js');
          const code = await (await import('/mesh/code.js')).checkedCode();
          node.start(code, { cpuCapPercent, site: location.origin, textVersion: 1 }, (json) =>
              statuses.push({ at: performance.now(), ...JSON.parse(json) }));
        }""",
        cpuCapPercent);
  }

  private List<AcceptedOutput> embed(String jobId) {
    return seed.outputsOf(
        new Job(
            jobId,
            model.spec().name(),
            Confidence.OFF,
            false,
            "a test",
            "",
            NodeLimits.TASK_TOKENS_MAX,
            new TokenBatch(model.tokens(TEXTS))));
  }

  /** Waits for a function to say true; asked from outside, since the page's policy forbids eval. */
  private void eventually(String function) {
    page.waitForCondition(() -> (Boolean) page.evaluate(function));
  }

  private Map<?, ?> lastStatus() {
    return (Map<?, ?>) Objects.requireNonNull(page.evaluate("() => statuses.at(-1)"));
  }

  @Test
  void computesAJobAndShowsWhatItEarned() throws Exception {
    start(100);
    List<AcceptedOutput> outputs = embed("j_0000000000000001");

    int rows = 0;
    for (AcceptedOutput output : outputs) {
      rows += output.output().dims().getFirst();
    }
    assertEquals(TEXTS.size(), rows);
    eventually("() => statuses.at(-1).unitsEarned > 0 && statuses.at(-1).phase === 'idle'");
    Map<?, ?> status = lastStatus();
    assertEquals(0, status.get("receiptsBroken"));
    assertEquals("", status.get("error"));
    assertTrue(((Number) Objects.requireNonNull(status.get("receiptsVerified"))).intValue() > 2);
    assertEquals(model.onnx().length, status.get("modelTotalBytes"));
    assertEquals(
        List.of("connecting", "joining", "preparing", "idle", "working"),
        page.evaluate("() => [...new Set(statuses.map(({ phase }) => phase))]"));
  }

  @Test
  void tellsAtMostFourTimesASecondUnlessThePhaseChanges() {
    start(20);
    embed("j_0000000000000002");

    assertEquals(
        List.of(),
        page.evaluate(
            """
            () => statuses.slice(1).map((status, i) => ({ status, before: statuses[i] }))
                .filter(({ status, before }) => status.phase === before.phase)
                .map(({ status, before }) => status.at - before.at)
                .filter((millis) => millis < 200)"""));
  }

  @Test
  void aNewCapReachesTheSeed() {
    start(50);
    seed.await("a node at 50 %", mesh -> caps(mesh).equals(List.of(50)));

    page.evaluate("() => node.setCpuCap(30)");

    seed.await("a node at 30 %", mesh -> caps(mesh).equals(List.of(30)));
  }

  private static List<Integer> caps(MeshSnapshot mesh) {
    return mesh.nodes().stream().map(node -> node.cpuCapPercent()).toList();
  }

  @Test
  void offIsOffAtOnceAndTheSeedIsTold() {
    start(50);
    seed.await("a node", mesh -> mesh.nodes().size() == 1);
    eventually("() => statuses.at(-1).phase === 'idle'");

    page.evaluate("() => node.stop()");

    seed.await("its goodbye", mesh -> mesh.nodes().isEmpty());
    eventually("() => statuses.at(-1).phase === 'stopped'");
    page.waitForCondition(() -> page.workers().isEmpty());
  }

  @Test
  void comesBackWhenTheLinkBreaks() throws IOException {
    start(50);
    String first =
        seed.await("a node", mesh -> mesh.nodes().size() == 1).nodes().getFirst().nodeId();
    eventually("() => statuses.at(-1).phase === 'idle'");

    page.evaluate("() => { statuses.length = 0; }");
    site.front().cut();

    eventually("() => statuses.some(({ phase }) => phase === 'connecting')");
    eventually("() => statuses.at(-1).phase === 'idle'");
    String again =
        seed.await("it again", mesh -> mesh.nodes().size() == 1).nodes().getFirst().nodeId();
    assertEquals(first, again);
    assertEquals(
        6, embed("j_0000000000000003").stream().mapToInt(o -> o.output().dims().getFirst()).sum());
  }

  @Test
  void survivesASeedThatTalksNonsense() {
    int[] links = {0};
    site.front()
        .onSocket(
            socket -> {
              links[0]++;
              if (links[0] == 1) {
                socket.sendText("{}");
              } else if (links[0] == 2) {
                socket.send(new byte[] {'{', 0, (byte) 255});
              } else {
                seed.serve(socket);
                return;
              }
              while (socket.receive() != null) {
                // Until the node has had enough.
              }
            });
    start(50);

    seed.await("a node", mesh -> mesh.nodes().size() == 1);
    assertEquals(3, links[0]);
  }

  @Test
  void saysSoWhenItsWorkerCrashes() {
    start(50);
    eventually("() => statuses.at(-1)?.phase === 'idle'");
    Worker worker =
        page.workers().stream()
            .filter(candidate -> candidate.url().endsWith("node-worker.js"))
            .findFirst()
            .orElseThrow();

    worker.evaluate("setTimeout(() => { throw new Error('boom'); })");

    eventually("() => statuses.at(-1).phase === 'stopped'");
    assertTrue(String.valueOf(lastStatus().get("error")).contains("boom"));
    page.waitForCondition(() -> page.workers().isEmpty());
  }

  @Test
  void leavesWhenThePageIsLeft() {
    start(50);
    seed.await("a node", mesh -> mesh.nodes().size() == 1);

    page.navigate("about:blank");

    seed.await("its end", mesh -> mesh.nodes().isEmpty());
  }

  /** Playwright switches the back/forward cache off, so its two events are made by hand. */
  @Test
  void startsAnewWhenThePageComesBackFromTheCache() {
    start(50);
    page.evaluate("() => node.setCpuCap(25)");
    seed.await("a node", mesh -> caps(mesh).equals(List.of(25)));

    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
    seed.await("its end", mesh -> mesh.nodes().isEmpty());
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

    seed.await("a node again, at the cap it had", mesh -> caps(mesh).equals(List.of(25)));
    page.waitForCondition(() -> page.workers().size() == 2);
  }
}
