package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.witness.Evidence;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a browser keeps of a seed's log, and what it does when the seed shows another one. */
class HistoryInChromiumTest {
  private static TestModel model;
  private static Chromium chromium;

  private final JdkEd25519 key = new JdkEd25519();
  private final List<TestSeed> seeds = new ArrayList<>();
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
    seed = seed(key, List.of());
    site.serve(seed);
    page = chromium.open(site.url(TestSite.STRICT_PAGE));
  }

  @AfterEach
  void stopSeeds() throws IOException {
    page.context().close();
    seeds.forEach(TestSeed::close);
    site.close();
  }

  private TestSeed seed(JdkEd25519 signer, List<LoggedEntry> past) throws IOException {
    TestSeed made = new TestSeed(model.spec(), site.code(), signer, past);
    seeds.add(made);
    return made;
  }

  private static void start(Page page) {
    page.evaluate(
        """
        async () => {
          window.statuses = [];
          window.node = await import('/mesh/page.js');
          const code = await (await import('/mesh/code.js')).checkedCode();
          const terms = { cpuCapPercent: 100, site: location.origin, textVersion: 2 };
          node.start(code, terms, (json) => statuses.push(JSON.parse(json)));
        }""");
  }

  private static void eventually(Page page, String function) {
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(function)));
  }

  private static String alarm(Page page) {
    eventually(
        page, "() => Boolean(statuses.at(-1)?.alarm) && statuses.at(-1).phase === 'stopped'");
    return (String) Objects.requireNonNull(page.evaluate("() => statuses.at(-1).alarm"));
  }

  private static List<String> kept(Page page, String what) {
    @SuppressWarnings("unchecked")
    List<String> texts =
        (List<String>)
            Objects.requireNonNull(
                page.evaluate(
                    "async (what) => (await (await import('/mesh/kept.js')).everythingKept())[what]",
                    what));
    return texts;
  }

  private static Parsed.Value json(String text) {
    return (Parsed.Value) CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Evidence that this browser keeps, once there is some; its signatures hold. */
  private Evidence evidence(Page from) {
    from.waitForCondition(() -> !kept(from, "evidence").isEmpty());
    Evidence evidence =
        Objects.requireNonNull(Evidence.fromJson(json(kept(from, "evidence").getFirst()).json()));
    assertTrue(signed(evidence.first()) && signed(evidence.second()));
    return evidence;
  }

  private static boolean signed(SignedCheckpoint checkpoint) {
    boolean[] good = new boolean[1];
    checkpoint.check(new Sha256(), JdkEd25519.CHECK, verdict -> good[0] = verdict);
    return good[0];
  }

  /** Lets the node hold a checkpoint of the seed's first log, ends it, and loads the page anew. */
  private void watchThenReload() {
    start(page);
    eventually(page, "() => statuses.at(-1)?.phase === 'idle'");
    page.waitForCondition(() -> keptSize() > 0);
    page.evaluate("() => node.stop()");
    seed.await("its goodbye", mesh -> mesh.nodes().isEmpty());
    page.waitForCondition(() -> page.workers().isEmpty());
    page.reload();
  }

  private long keptSize() {
    return ((Number)
            Objects.requireNonNull(
                page.evaluate(
                    "async () => { const { checkpoint } = await (await import('/mesh/kept.js'))"
                        + ".everythingKept();"
                        + " return checkpoint ? JSON.parse(checkpoint).tree_size : 0; }")))
        .longValue();
  }

  @Test
  void receiptsOutliveThePageAndVerify() {
    start(page);
    seed.outputsOf(
        new Job(
            "j_0000000000000001",
            model.spec().name(),
            Confidence.OFF,
            false,
            "a test",
            "",
            NodeLimits.TASK_TOKENS_MAX,
            new TokenBatch(model.tokens(List.of("A glacier carves.", "A river, too.")))));
    page.waitForCondition(() -> String.join("", kept(page, "receipts")).contains("REWARD"));
    page.evaluate("() => node.stop()");
    seed.await("its goodbye", mesh -> mesh.nodes().isEmpty());
    page.waitForCondition(() -> page.workers().isEmpty());
    page.reload();

    List<Action> actions = new ArrayList<>();
    for (String text : kept(page, "receipts")) {
      Receipt receipt = ((ReceiptJson.Read.Ok) ReceiptJson.fromJson(json(text).json())).receipt();
      assertNull(receipt.problem(new Sha256()));
      assertTrue(signed(receipt.checkpoint()));
      actions.add(receipt.proven().entry().entry().action());
    }
    assertTrue(
        actions.containsAll(List.of(Action.CONSENT, Action.RESULT, Action.VERIFY, Action.REWARD)),
        actions.toString());
  }

  @Test
  void aSeedThatOnlyWentOnIsWorkedForAgain() {
    watchThenReload();
    start(page);

    eventually(page, "() => statuses.at(-1)?.phase === 'idle'");
    assertEquals("", page.evaluate("() => statuses.at(-1).alarm"));
    assertEquals(List.of(), kept(page, "evidence"));
  }

  @Test
  void aRewrittenLogIsCaughtAfterAReload() throws IOException {
    watchThenReload();
    TestSeed rewritten = seed(key, List.of());
    site.serve(rewritten);
    start(page);

    assertTrue(alarm(page).startsWith("The seed signed"), alarm(page));
    evidence(page);
    rewritten.await("nobody", mesh -> mesh.nodes().isEmpty());

    page.reload();
    start(page);
    eventually(page, "() => statuses.at(-1)?.error?.includes('evidence against the seed')");
    assertEquals(0, rewritten.await("nobody", mesh -> true).nodes().size());
  }

  @Test
  void aTruncatedLogIsCaughtAfterAReload() throws IOException {
    watchThenReload();
    List<LoggedEntry> cut = seed.log().subList(0, (int) keptSize() - 1);
    site.serve(seed(key, cut));
    start(page);

    assertTrue(alarm(page).startsWith("The seed signed"), alarm(page));
    evidence(page);
  }

  @Test
  void anotherSeedAtTheAddressIsNotWorkedFor() throws IOException {
    watchThenReload();
    TestSeed other = seed(new JdkEd25519(), List.of());
    site.serve(other);
    start(page);

    assertTrue(alarm(page).startsWith("Another seed answers at this address"), alarm(page));
    assertEquals(List.of(), kept(page, "evidence"));
    assertTrue(other.log().stream().noneMatch(e -> e.entry().action() == Action.CONSENT));
  }

  /** Each tab's own view is consistent; only what they tell each other convicts the seed. */
  @Test
  void twoHistoriesForTwoTabsAreCaughtByTheTabs() throws IOException {
    TestSeed second = seed(key, List.of());
    CountDownLatch bothRead = new CountDownLatch(2);
    int[] sockets = new int[1];
    site.front()
        .onSocket(
            socket -> {
              TestSeed mine;
              synchronized (sockets) {
                mine = sockets[0]++ == 0 ? seed : second;
              }
              bothRead.countDown();
              awaitBoth(bothRead);
              mine.serve(socket);
            });
    Page other = page.context().newPage();
    other.navigate(site.url(TestSite.STRICT_PAGE));
    start(page);
    start(other);

    page.waitForCondition(() -> alarmed(page) || alarmed(other));
    evidence(alarmed(page) ? page : other);
  }

  private static boolean alarmed(Page page) {
    return (Boolean) page.evaluate("() => Boolean(statuses.at(-1)?.alarm)");
  }

  private static void awaitBoth(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void codeThatDiffersInOneByteDoesNotRun() throws IOException {
    byte[] wasm = site.file("/mesh/node.wasm");
    wasm[wasm.length / 2] ^= 1;
    site.put("/mesh/node.wasm", wasm);

    assertEquals(
        "mesh/node.wasm is not the file that the seed’s log names, so nothing of it runs",
        page.evaluate(
            "async () => (await import('/mesh/code.js')).checkedCode()"
                + ".then(() => 'it ran', ({ message }) => message)"));
    assertEquals(List.of(), page.workers());
  }

  @Test
  void aReceiptForCodeThatTheSeedDidNotSignStartsNothing() {
    String receipt = new String(seed.codeReceipt(), StandardCharsets.UTF_8);
    String signature = receipt.replaceAll(".*\"signature\":\"([0-9a-f]+)\".*", "$1");
    byte[] forged = Objects.requireNonNull(Hex.parse(signature));
    forged[0] ^= 1;
    site.put(
        "/log/code", receipt.replace(signature, Hex.of(forged)).getBytes(StandardCharsets.UTF_8));
    start(page);

    eventually(page, "() => statuses.at(-1)?.error?.includes('did not sign the receipt')");
    assertEquals(0, seed.await("nobody", mesh -> true).nodes().size());
  }
}
