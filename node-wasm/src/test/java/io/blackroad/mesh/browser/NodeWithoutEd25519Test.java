package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A visitor whose browser makes no Ed25519 keys: what it lacks is taken away in the node worker.
 */
class NodeWithoutEd25519Test {
  private static final String WORKER = "/mesh/node-worker.js";
  private static final String SOFT = "/mesh/ed25519.wasm";

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
    page = chromium.open(site.url(TestSite.STRICT_PAGE));
  }

  @AfterEach
  void stopSeed() throws IOException {
    page.context().close();
    seed.close();
    site.close();
  }

  /** Starts a node whose worker runs {@code script} before anything else. */
  private void start(String script) throws IOException {
    Path worker = Path.of("target/classes/META-INF/mesh-web" + WORKER);
    String source = script + "\n" + Files.readString(worker);
    site.put(WORKER, source.getBytes(StandardCharsets.UTF_8));
    seed.close();
    seed = new TestSeed(model.spec(), site.code()); // whose log names the changed worker
    site.serve(seed);
    page.evaluate(
        """
        async () => {
          window.statuses = [];
          const node = await import('/mesh/page.js');
          const code = await (await import('/mesh/code.js')).checkedCode();
          const terms = { cpuCapPercent: 100, site: location.origin, textVersion: 1 };
          node.start(code, terms, (json) => statuses.push(JSON.parse(json)));
        }""");
  }

  private void joins() {
    seed.await("a node", mesh -> mesh.nodes().size() == 1);
  }

  @Test
  void worksWithKeysOfOurOwn() throws IOException {
    start(
        """
        const generateKey = crypto.subtle.generateKey.bind(crypto.subtle);
        crypto.subtle.generateKey = (algorithm, ...rest) =>
            (algorithm.name ?? algorithm) === 'Ed25519'
                ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
                : generateKey(algorithm, ...rest);
        for (const use of ['importKey', 'sign', 'verify']) {
          crypto.subtle[use] = () => { throw new Error(use + ' is not to be used'); };
        }""");
    joins();
    assertEquals(1, site.requests(SOFT));
    List<int[]> tokens = model.tokens(List.of("A signature needs no browser of its own."));
    Job job =
        new Job(
            "j_0000000000000001",
            model.spec().name(),
            Confidence.OFF,
            false,
            "a test",
            "",
            NodeLimits.TASK_TOKENS_MAX,
            new TokenBatch(tokens));
    assertEquals(1, seed.outputsOf(job).size());
    page.waitForCondition(() -> (Boolean) page.evaluate("() => statuses.at(-1).unitsEarned > 0"));
    assertEquals(0, page.evaluate("() => statuses.at(-1).receiptsBroken"));
  }

  /** As on a page that came over plain HTTP. */
  @Test
  void joinsWhereThereIsNoSubtleCryptoAtAll() throws IOException {
    start("Object.defineProperty(crypto, 'subtle', { value: undefined });");
    joins();
    assertEquals(1, site.requests(SOFT));
  }

  @Test
  void saysSoWhereOurOwnCannotBeFetchedEither() throws IOException {
    site.put("/mesh/ed25519.js", "throw new Error('no');".getBytes(StandardCharsets.UTF_8));
    start("Object.defineProperty(crypto, 'subtle', { value: undefined });");

    page.waitForCondition(
        () ->
            (Boolean)
                page.evaluate(
                    "() => String(statuses.at(-1)?.error).includes('makes no Ed25519 keys')"));
  }

  @Test
  void isSentToNobodyElse() throws IOException {
    start("");
    joins();
    assertEquals(0, site.requests(SOFT));
    assertEquals(0, site.requests("/mesh/ed25519.js"));
  }
}
