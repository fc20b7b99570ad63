package io.blackroad.mesh.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackroad.mesh.chromium.ChromiumPath;
import io.blackroad.mesh.chromium.RawChromium;
import io.blackroad.mesh.chromium.RawTab;
import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.task.Job;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A browser as it comes, whose tabs take part in the node as the widget lets them, and its seed.
 */
final class NodeTabs implements AutoCloseable {
  static final int SOON_MILLIS = 30_000;

  /** Says yes and starts a part in the node as the widget does; what it hears is {@code heard}. */
  private static final String START =
      """
      (async (choices) => {
        window.heard = [];
        window.node = await import('/mesh/page.js');
        window.consent = await import('/mesh/consent.js');
        const code = await (await import('/mesh/code.js')).checkedCode();
        const record = await consent.readConsent(location.origin)
            ?? consent.newConsent({ cpuCapPercent: 100, codeHash: code.hash, ...choices });
        await consent.writeConsent(location.origin, record);
        consent.onConsent(location.origin, (word) => word || node.stop(true));
        node.start(code, { ...record, site: location.origin }, (json) => heard.push(JSON.parse(json)));
      })(CHOICES)""";

  private final TestModel model;
  private final TestSite site = new TestSite();
  private final TestSeed seed;
  private final RawChromium browser;

  /** How a file is changed before it is served. */
  interface Edit {
    String of(String text);
  }

  /** With all files as they are. */
  NodeTabs() throws IOException {
    this("/mesh/executor-worker.js", text -> text);
  }

  /** With one file of the node changed, which the seed's log names as it is then. */
  NodeTabs(String path, Edit edit) throws IOException {
    model = TestModel.load("all-minilm-l6-v2-q", false);
    site.put(model.path(), model.onnx());
    site.put(path, edit.of(new String(site.file(path), UTF_8)).getBytes(UTF_8));
    seed = new TestSeed(model.spec(), site.code(), new JdkEd25519(), List.of());
    site.serve(seed);
    browser = RawChromium.launch(ChromiumPath.find());
  }

  TestSite site() {
    return site;
  }

  TestSeed seed() {
    return seed;
  }

  RawChromium browser() {
    return browser;
  }

  /** A tab of the same origin that takes no part. */
  RawTab open() {
    return browser.open(site.url(TestSite.STRICT_PAGE));
  }

  /** A tab that shows a node with nothing to do. */
  RawTab openReady() {
    return openReady("{}");
  }

  /**
   * The same.
   *
   * @param choices members of the consent's record that differ from a usual one, in JavaScript
   */
  RawTab openReady(String choices) {
    RawTab tab = open();
    tab.evaluate(START.replace("CHOICES", choices));
    tab.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    return tab;
  }

  static String nodeId(RawTab tab) {
    return tab.evaluate("heard.findLast(({ nodeId }) => nodeId)?.nodeId ?? ''").getAsString();
  }

  /** Milliseconds from {@code nanos} until a node said hello after that. */
  long helloAfter(long nanos) {
    seed.await("a hello", mesh -> greeted(nanos) > 0);
    return greeted(nanos) / 1_000_000;
  }

  private long greeted(long nanos) {
    return seed.traffic().greeted().stream()
        .mapToLong(hello -> hello.nanos() - nanos)
        .filter(later -> later > 0)
        .findFirst()
        .orElse(0);
  }

  Job job(String id, List<String> texts) {
    return model.job(id, texts);
  }

  void awaitTargets(String type, int number) {
    long end = System.nanoTime() + SOON_MILLIS * 1_000_000L;
    while (browser.targets(type).size() != number) {
      if (System.nanoTime() > end) {
        throw new AssertionError(type + ": " + browser.targets(type));
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    browser.close();
    site.close();
    seed.close();
  }
}
