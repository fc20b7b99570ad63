package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.chromium.ChromiumPath;
import io.blackroad.mesh.chromium.RawChromium;
import io.blackroad.mesh.chromium.RawTab;
import io.blackroad.mesh.port.JdkEd25519;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node per browser, whatever happens to the tab that runs it. */
class OneNodeTest {
  private static final int SOON_MILLIS = 30_000;

  /** Starts a part in the node as the widget does; what it hears is {@code heard}. */
  static final String START =
      """
      (async () => {
        window.heard = [];
        window.node = await import('/mesh/page.js');
        const code = await (await import('/mesh/code.js')).checkedCode();
        node.start(code,
            { cpuCapPercent: 50, site: location.origin, textVersion: 3, expiresAt: Date.now() + 864e5 },
            (json) => heard.push({ at: Date.now(), ...JSON.parse(json) }));
      })()""";

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

  private RawTab open() {
    RawTab tab = browser().open(Objects.requireNonNull(site).url(TestSite.STRICT_PAGE));
    tab.evaluate(START);
    return tab;
  }

  private RawTab openReady() {
    RawTab tab = open();
    tab.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    return tab;
  }

  private static String nodeId(RawTab tab) {
    return tab.evaluate("heard.findLast(({ nodeId }) => nodeId)?.nodeId ?? ''").getAsString();
  }

  private static boolean leads(RawTab tab) {
    String query =
        "navigator.locks.query().then(({ held }) => held.map(({ clientId }) => clientId).join())";
    JsonElement holder = tab.evaluate(query);
    return !holder.getAsString().isEmpty();
  }

  private static boolean alone(MeshSnapshot mesh) {
    return mesh.nodes().size() == 1;
  }

  @Test
  void aSecondTabShowsTheNodeOfTheFirst() {
    RawTab first = openReady();
    RawTab second = openReady();

    assertEquals(nodeId(first), nodeId(second));
    assertTrue(leads(first));
    seed().await("one node", OneNodeTest::alone);
  }

  @Test
  void theNextTabGoesOnWithTheNodeOfAClosedOne() {
    RawTab first = openReady();
    RawTab second = openReady();
    String node = nodeId(first);

    second.evaluate("void (heard.length = 0)");
    long closed = System.currentTimeMillis();
    first.close();
    second.await("heard.some(({ phase }) => phase === 'connecting')", SOON_MILLIS);
    long led = second.evaluate("heard.find(({ phase }) => phase === 'connecting').at").getAsLong();
    System.err.println("TAKEOVER ms " + (led - closed));
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
    long killed = System.currentTimeMillis();
    first.kill(pid);
    second.await("heard.some(({ phase }) => phase === 'connecting')", SOON_MILLIS);
    long led = second.evaluate("heard.find(({ phase }) => phase === 'connecting').at").getAsLong();
    System.err.println("TAKEOVER after kill ms " + (led - killed));
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
    second.evaluate("node.setCpuCap(20)");
    first.await("heard.length > 0", SOON_MILLIS);
    seed().await("one node", OneNodeTest::alone);
    second.close();
    first.await("heard.some(({ phase }) => phase === 'connecting')", SOON_MILLIS);
    assertEquals(node, nodeId(first));
  }
}
