package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.chromium.ChromiumPath;
import io.blackroad.mesh.chromium.RawChromium;
import io.blackroad.mesh.chromium.RawTab;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node per browser, whatever happens to the tab that runs it. */
class OneNodeTest {
  private static final int SOON_MILLIS = 30_000;

  /** Ten times what it takes on a machine that has nothing else to do. */
  private static final int TAKE_OVER_MILLIS_MAX = 1_000;

  /** Says yes and starts a part in the node as the widget does; what it hears is {@code heard}. */
  private static final String START =
      """
      (async (choices) => {
        window.heard = [];
        const request = LockManager.prototype.request;
        LockManager.prototype.request = function (name, ...more) {
          const use = more.pop();
          return request.call(this, name, ...more, (lock) => {
            if (lock && name === `mesh-node ${location.origin}`) window.ledAt = Date.now();
            return use(lock);
          });
        };
        window.node = await import('/mesh/page.js');
        window.consent = await import('/mesh/consent.js');
        const code = await (await import('/mesh/code.js')).checkedCode();
        const record = await consent.readConsent(location.origin)
            ?? consent.newConsent({ cpuCapPercent: 100, codeHash: code.hash, ...choices });
        await consent.writeConsent(location.origin, record);
        consent.onConsent(location.origin, (word) => word || node.stop());
        node.start(code, { ...record, site: location.origin },
            (json) => heard.push({ at: Date.now(), ...JSON.parse(json) }));
      })(CHOICES)""";

  private final TestModel model;
  private @Nullable TestSite site;
  private @Nullable TestSeed seed;
  private @Nullable RawChromium browser;

  OneNodeTest() throws IOException {
    model = TestModel.load("all-minilm-l6-v2-q", false);
  }

  @BeforeEach
  void start() throws IOException {
    TestSite served = new TestSite();
    served.put(model.path(), model.onnx());
    site = served;
    TestSeed first = new TestSeed(model.spec(), served.code(), new JdkEd25519(), List.of());
    seed = first;
    served.serve(first);
    browser = RawChromium.launch(ChromiumPath.find());
  }

  @AfterEach
  void end() throws IOException {
    browser().close();
    Objects.requireNonNull(site).close();
    seed().close();
  }

  private TestSeed seed() {
    return Objects.requireNonNull(seed);
  }

  private RawChromium browser() {
    return Objects.requireNonNull(browser);
  }

  private RawTab openReady() {
    return openReady("{}");
  }

  private RawTab openReady(String choices) {
    RawTab tab = browser().open(Objects.requireNonNull(site).url(TestSite.STRICT_PAGE));
    tab.evaluate(START.replace("CHOICES", choices));
    tab.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    return tab;
  }

  private static String nodeId(RawTab tab) {
    return tab.evaluate("heard.findLast(({ nodeId }) => nodeId)?.nodeId ?? ''").getAsString();
  }

  private static boolean alone(MeshSnapshot mesh) {
    return mesh.nodes().size() == 1;
  }

  @Test
  void aSecondTabShowsTheNodeOfTheFirst() {
    RawTab first = openReady();
    RawTab second = openReady();

    assertEquals(nodeId(first), nodeId(second));
    seed().await("one node", OneNodeTest::alone);
  }

  @Test
  void theNextTabGoesOnWithTheNodeOfAClosedOne() {
    RawTab first = openReady();
    RawTab second = openReady();
    String node = nodeId(first);

    second.evaluate("void (heard.length = 0)");
    first.close();
    second.await("heard.some(({ phase }) => phase === 'connecting')", SOON_MILLIS);
    assertTakenOver(second);
    second.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    assertEquals(node, nodeId(second));
  }

  @Test
  void theNextTabGoesOnWhenTheProcessOfTheFirstIsKilled() {
    RawTab first = openReady();
    long pid = first.rendererPid();
    RawTab second = openReady();
    String node = nodeId(first);

    second.evaluate("void (heard.length = 0)");
    first.kill(pid);
    second.await("heard.some(({ phase }) => phase === 'connecting')", SOON_MILLIS);
    assertTakenOver(second);
    second.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    assertEquals(node, nodeId(second));
  }

  @Test
  void aFrozenTabLosesTheNodeAndFollowsOnceItThaws() {
    RawTab first = openReady();
    RawTab second = openReady();
    String node = nodeId(first);

    second.evaluate("void (heard.length = 0)");
    first.freeze();
    second.await("heard.some(({ phase }) => phase === 'connecting')", SOON_MILLIS);
    second.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    assertEquals(node, nodeId(second));
    first.evaluate("void (heard.length = 0)");
    first.thaw();
    second.evaluate("node.setTerms({ cpuCapPercent: 20 })");
    first.await("heard.length > 0", SOON_MILLIS);
    seed().await("one node", OneNodeTest::alone);
    second.close();
    first.await("heard.some(({ phase }) => phase === 'connecting')", SOON_MILLIS);
    first.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    assertEquals(node, nodeId(first));
  }

  /** From the lock to a node that has the session's key and connects. */
  private static void assertTakenOver(RawTab tab) {
    long millis =
        tab.evaluate("heard.find(({ phase }) => phase === 'connecting').at - ledAt").getAsLong();
    System.err.println("taken over in " + millis + " ms");
    assertTrue(millis < TAKE_OVER_MILLIS_MAX, millis + " ms");
  }

  private Job job(String id) {
    return new Job(
        id,
        model.spec().name(),
        Confidence.OFF,
        false,
        "a test",
        "",
        NodeLimits.TASK_TOKENS_MAX,
        new TokenBatch(model.tokens(List.of("Bees dance.", "A byte is eight bits."))));
  }

  @Test
  void goesOnAfterTheLastTabWhereThatIsAllowedAndEndsForTheNextOne() {
    RawTab tab = openReady("{ afterClose: true }");
    String node = nodeId(tab);
    awaitTargets("shared_worker", 1);

    tab.close();
    seed().await("it is there", OneNodeTest::alone);
    assertEquals(2, rows(seed().outputsOf(job("j_0000000000000001"))));
    assertEquals(1, browser().targets("shared_worker").size());

    RawTab next = openReady();
    assertEquals(node, nodeId(next));
    seed().await("one node", OneNodeTest::alone);
    next.evaluate("node.stop(), consent.deleteConsent(location.origin)");
    awaitTargets("shared_worker", 0);
    seed().await("nobody", mesh -> mesh.nodes().isEmpty());
  }

  @Test
  void endsWithTheLastTabWhereNothingElseIsAllowed() {
    RawTab tab = openReady();
    tab.close();

    seed().await("nobody", mesh -> mesh.nodes().isEmpty());
    assertEquals(List.of(), browser().targets("shared_worker"));
  }

  @Test
  void beginsNothingMoreOnceTheRecordIsGoneThoughNobodySaidSo() {
    RawTab tab = openReady();
    tab.evaluate(
        "new Promise((done) => { indexedDB.deleteDatabase('mesh-consent').onsuccess = done; })");

    seed().submit(job("j_0000000000000002"));
    seed().await("its withdrawal", mesh -> mesh.nodes().isEmpty());
    assertEquals(0, seed().await("nothing done", mesh -> true).tasksAccepted());
  }

  private static int rows(List<AcceptedOutput> outputs) {
    return outputs.stream().mapToInt(output -> output.output().dims().getFirst()).sum();
  }

  private void awaitTargets(String type, int number) {
    long end = System.nanoTime() + SOON_MILLIS * 1_000_000L;
    while (browser().targets(type).size() != number) {
      assertTrue(System.nanoTime() < end, type + ": " + browser().targets(type));
      LockSupport.parkNanos(20_000_000);
    }
  }
}
