package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.port.JdkEd25519;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a browser keeps of a seed's log, and what it does when the seed shows another one. */
class HistoryInChromiumTest {
  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

  private static String alarm(Page page) {
    MeshInChromium.eventually(
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
    MeshInChromium.start(MESH.page(), 100);
    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1)?.phase === 'idle'");
    MESH.page().waitForCondition(() -> keptSize() > 0);
    MESH.page().evaluate("() => node.stop()");
    MESH.seed().await("its goodbye", mesh -> mesh.nodes().isEmpty());
    MESH.page().waitForCondition(() -> MESH.page().workers().isEmpty());
    MESH.page().reload();
  }

  private long keptSize() {
    return ((Number)
            Objects.requireNonNull(
                MESH.page()
                    .evaluate(
                        "async () => { const { checkpoint } = await (await import('/mesh/kept.js'))"
                            + ".everythingKept();"
                            + " return checkpoint ? JSON.parse(checkpoint).tree_size : 0; }")))
        .longValue();
  }

  @Test
  void receiptsOutliveThePageAndVerify() {
    MeshInChromium.start(MESH.page(), 100);
    MESH.seed()
        .outputsOf(MESH.job("j_0000000000000001", List.of("A glacier carves.", "A river, too.")));
    MESH.page()
        .waitForCondition(() -> String.join("", kept(MESH.page(), "receipts")).contains("REWARD"));
    MESH.page().evaluate("() => node.stop()");
    MESH.seed().await("its goodbye", mesh -> mesh.nodes().isEmpty());
    MESH.page().waitForCondition(() -> MESH.page().workers().isEmpty());
    MESH.page().reload();

    List<Action> actions = new ArrayList<>();
    for (String text : kept(MESH.page(), "receipts")) {
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
    MeshInChromium.start(MESH.page(), 100);

    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1)?.phase === 'idle'");
    assertEquals("", MESH.page().evaluate("() => statuses.at(-1).alarm"));
    assertEquals(List.of(), kept(MESH.page(), "evidence"));
  }

  @Test
  void aRewrittenLogIsCaughtAfterAReload() throws IOException {
    watchThenReload();
    TestSeed rewritten = MESH.seed(MESH.seed().key(), List.of());
    MESH.site().serve(rewritten);
    MeshInChromium.start(MESH.page(), 100);

    assertTrue(alarm(MESH.page()).startsWith("The seed signed"), alarm(MESH.page()));
    evidence(MESH.page());
    rewritten.await("nobody", mesh -> mesh.nodes().isEmpty());

    MESH.page().reload();
    MeshInChromium.start(MESH.page(), 100);
    MeshInChromium.eventually(
        MESH.page(), "() => statuses.at(-1)?.error?.includes('evidence against the seed')");
    assertEquals(0, rewritten.await("nobody", mesh -> true).nodes().size());
  }

  @Test
  void aTruncatedLogIsCaughtAfterAReload() throws IOException {
    watchThenReload();
    List<LoggedEntry> cut = MESH.seed().log().subList(0, (int) keptSize() - 1);
    MESH.site().serve(MESH.seed(MESH.seed().key(), cut));
    MeshInChromium.start(MESH.page(), 100);

    assertTrue(alarm(MESH.page()).startsWith("The seed signed"), alarm(MESH.page()));
    evidence(MESH.page());
  }

  @Test
  void anotherSeedAtTheAddressIsNotWorkedFor() throws IOException {
    watchThenReload();
    TestSeed other = MESH.seed(new JdkEd25519(), List.of());
    MESH.site().serve(other);
    MeshInChromium.start(MESH.page(), 100);

    assertTrue(
        alarm(MESH.page()).startsWith("Another seed answers at this address"), alarm(MESH.page()));
    assertEquals(List.of(), kept(MESH.page(), "evidence"));
    assertTrue(other.log().stream().noneMatch(e -> e.entry().action() == Action.CONSENT));
  }

  /** Each tab's own view is consistent; only what they tell each other convicts the seed. */
  @Test
  void twoHistoriesForTwoTabsAreCaughtByTheTabs() throws IOException {
    TestSeed second = MESH.seed(MESH.seed().key(), List.of());
    CountDownLatch bothRead = new CountDownLatch(2);
    int[] sockets = new int[1];
    MESH.site()
        .front()
        .onSocket(
            socket -> {
              TestSeed mine;
              synchronized (sockets) {
                mine = sockets[0]++ == 0 ? MESH.seed() : second;
              }
              bothRead.countDown();
              awaitBoth(bothRead);
              mine.serve(socket);
            });
    Page other = MESH.page().context().newPage();
    other.navigate(MESH.site().url(TestSite.STRICT_PAGE));
    MeshInChromium.start(MESH.page(), 100);
    MeshInChromium.start(other, 100, "https://other-site-of-the-same-owner.example");

    MESH.page().waitForCondition(() -> alarmed(MESH.page()) || alarmed(other));
    evidence(alarmed(MESH.page()) ? MESH.page() : other);
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
    byte[] wasm = MESH.site().file("/mesh/node.wasm");
    wasm[wasm.length / 2] ^= 1;
    MESH.site().put("/mesh/node.wasm", wasm);

    assertEquals(
        "fileDiffers {\"path\":\"mesh/node.wasm\"}",
        MESH.page()
            .evaluate(
                "async () => (await import('/mesh/code.js')).checkedCode()"
                    + ".then(() => 'it ran', ({ message }) => message)"));
    assertEquals(List.of(), MESH.page().workers());
  }

  @Test
  void aReceiptForCodeThatTheSeedDidNotSignStartsNothing() {
    String receipt = new String(MESH.seed().codeReceipt(), StandardCharsets.UTF_8);
    String signature = receipt.replaceAll(".*\"signature\":\"([0-9a-f]+)\".*", "$1");
    byte[] forged = Objects.requireNonNull(Hex.parse(signature));
    forged[0] ^= 1;
    MESH.site()
        .put(
            "/log/code",
            receipt.replace(signature, Hex.of(forged)).getBytes(StandardCharsets.UTF_8));
    MeshInChromium.start(MESH.page(), 100);

    MeshInChromium.eventually(
        MESH.page(), "() => statuses.at(-1)?.error?.includes('did not sign the receipt')");
    assertEquals(0, MESH.seed().await("nobody", mesh -> true).nodes().size());
  }
}
