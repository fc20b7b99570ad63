package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.chromium.ChromiumPath;
import io.blackroad.mesh.chromium.RawChromium;
import io.blackroad.mesh.chromium.RawTab;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A page with a node at work that is left and comes back out of the browser's back/forward cache.
 */
class BackForwardTest {
  private static final int SOON_MILLIS = 30_000;
  private static final int TEXTS = 48;

  /** Says yes and starts a node as the widget does; what it hears is {@code heard}. */
  private static final String START =
      """
      (async () => {
        window.heard = [];
        addEventListener('pageshow', ({ persisted }) => { window.cameBack = persisted; });
        const node = await import('/mesh/page.js');
        const consent = await import('/mesh/consent.js');
        const code = await (await import('/mesh/code.js')).checkedCode();
        const record = consent.newConsent({ cpuCapPercent: 100, codeHash: code.hash });
        await consent.writeConsent(location.origin, record);
        node.start(code, { ...record, site: location.origin }, (json) => heard.push(JSON.parse(json)));
      })()""";

  private final TestModel model;
  private @Nullable TestSite site;
  private @Nullable TestSeed seed;
  private @Nullable RawChromium browser;

  BackForwardTest() throws IOException {
    model = TestModel.load("all-minilm-l6-v2-q", false);
  }

  @BeforeEach
  void start() throws IOException {
    TestSite served = new TestSite();
    served.put(model.path(), model.onnx());
    site = served;
    TestSeed first = new TestSeed(model.spec(), served.code());
    seed = first;
    served.serve(first);
    browser = RawChromium.launch(ChromiumPath.find());
  }

  @AfterEach
  void end() throws IOException {
    Objects.requireNonNull(browser).close();
    Objects.requireNonNull(site).close();
    seed().close();
  }

  private TestSeed seed() {
    return Objects.requireNonNull(seed);
  }

  private Job job() {
    return new Job(
        "j_0000000000000001",
        model.spec().name(),
        Confidence.OFF,
        false,
        "a test",
        "",
        NodeLimits.TASK_TOKENS_MAX,
        new TokenBatch(model.tokens(Collections.nCopies(TEXTS, "Bees dance."))));
  }

  @Test
  void stopsWhenThePageIsLeftAndGoesOnWhenItComesBackAndNothingIsSentTwice() {
    TestSite served = Objects.requireNonNull(site);
    RawTab tab = Objects.requireNonNull(browser).open(served.url(TestSite.STRICT_PAGE));
    tab.evaluate(START);
    tab.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    String first = nodeId(tab);
    seed().submit(job());
    seed().await("a task given", mesh -> !seed().assigned().isEmpty());

    tab.evaluate("void setTimeout(() => { location.href = '" + TestSite.TEST_PAGE + "'; })");
    seed().await("nobody", mesh -> mesh.nodes().isEmpty());
    tab.await("location.pathname === '" + TestSite.TEST_PAGE + "'", SOON_MILLIS);
    tab.evaluate("void setTimeout(() => history.back())");
    tab.await(
        "location.pathname === '" + TestSite.STRICT_PAGE + "' && window.cameBack", SOON_MILLIS);
    tab.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);

    MeshSnapshot mesh = seed().await("the job's end", now -> now.textsAccepted() == TEXTS);
    assertNotEquals(first, nodeId(tab), "the last tab ends its session");
    assertEquals(1, mesh.nodes().size());
    assertEquals(mesh.tasksAccepted(), logged(Action.RESULT));
    assertEquals(mesh.tasksAccepted(), logged(Action.REWARD));
  }

  private static String nodeId(RawTab tab) {
    return tab.evaluate("heard.findLast(({ nodeId }) => nodeId)?.nodeId ?? ''").getAsString();
  }

  private long logged(Action action) {
    return seed().log().stream().filter(one -> one.entry().action() == action).count();
  }
}
