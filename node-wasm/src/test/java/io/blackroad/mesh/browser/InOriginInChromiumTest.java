package io.blackroad.mesh.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.port.JdkEd25519;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The widget and its node in the origin of a site that is not the seed's ({@code data-origin}). */
class InOriginInChromiumTest {
  private static final String HOST = "/host.html";
  private static final long TURN_MILLIS = 1_000;

  /** More than are done by the time that the page is closed. */
  private static final int TASKS = 8;

  private static final int TEXTS = TASKS * 16;

  private static final String WORKER_STATE =
      "async () => (await navigator.serviceWorker.getRegistration('/blackroad-mesh/'))?.active?.state";

  private static final LocatorAssertions.ContainsTextOptions SLOWLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

  private final List<String> warnings = new ArrayList<>();
  private Page page;

  @BeforeEach
  void anotherVisitor() {
    page = Objects.requireNonNull(MESH.page().context().browser()).newContext().newPage();
    page.onConsoleMessage(
        message -> {
          if (message.text().startsWith("BlackRoad Mesh:")) {
            warnings.add(message.text());
          }
        });
  }

  @AfterEach
  void leave() {
    page.context().close();
  }

  private static String seed() {
    return MESH.site().url("");
  }

  private static String site() {
    return seed().replace("127.0.0.1", "localhost");
  }

  /** What docs/site-owner.md lists. */
  private static String policy() {
    return "default-src 'none'; script-src %1$s 'unsafe-eval'; style-src %1$s; connect-src %1$s %2$s; worker-src blob: %1$s"
        .formatted(seed(), seed().replace("http", "ws"));
  }

  private void embed(String policy, String... wish) {
    String html =
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"%s\"><title>a site</title><body><script src='%s/mesh.js' data-origin=site %s nonce=abc></script>"
            .formatted(policy, seed(), String.join(" ", wish));
    MESH.site().put(HOST, html.getBytes(StandardCharsets.UTF_8));
    page.navigate(site() + HOST);
  }

  private static FrameLocator widget(Page of) {
    return of.frameLocator("iframe[data-mesh]");
  }

  private Locator at(String id) {
    return widget(page).locator("#" + id);
  }

  private void open() {
    at("pill").click();
    assertThat(at("lend")).hasAttribute("aria-disabled", "false");
  }

  private void sayYes() {
    open();
    at("lend").click();
  }

  private static void awaitReady(Page of) {
    if (!widget(of).locator("#panel").isVisible()) {
      widget(of).locator("#pill").click();
    }
    assertThat(widget(of).locator("#state")).containsText(Pattern.compile("Ready|Working"), SLOWLY);
  }

  private Object databases() {
    return page.evaluate(
        "async () => (await indexedDB.databases()).map(({ name }) => name).sort()");
  }

  @Test
  void computesUnderAPolicyThatTrustsWhatATrustedScriptLoads() {
    embed(policy().replace("script-src " + seed(), "script-src 'nonce-abc' 'strict-dynamic'"));
    sayYes();

    assertEquals(2, rowsComputed());
    assertEquals(List.of(), warnings);
  }

  private static int rowsComputed() {
    List<String> texts = List.of("Bees dance.", "A byte is eight bits.");
    return MESH.seed().outputsOf(MESH.job("j_0000000000000001", texts)).stream()
        .mapToInt(output -> output.output().dims().getFirst())
        .sum();
  }

  @Test
  void computesForTheSeedUnderThePolicyThatTheGuideNames() {
    embed(policy());
    sayYes();

    assertEquals(2, rowsComputed());
    assertEquals(List.of(), warnings);
    assertEquals(List.of("mesh-archive", "mesh-consent", "mesh-session"), databases());
    assertEquals(
        2,
        page.evaluate("async () => (await (await caches.open('mesh-models-v1')).keys()).length"));
    assertTrue(
        MESH.seed().log().stream()
            .filter(logged -> logged.entry().action() == Action.CONSENT)
            .map(logged -> ((Json.Obj) Objects.requireNonNull(logged.payload())).members())
            .allMatch(
                terms ->
                    new Json.Text(site()).equals(terms.get("site"))
                        && new Json.Bool(true).equals(terms.get("in_origin"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "style-src %1$s;|style-src %1$s",
        "connect-src %1$s %2$s;|connect-src %1$s %2$s",
      })
  void namesWhatIsMissingBeforeThereIsAWidget(String without, String directive) {
    embed(policy().replace(filled(without), ""));

    assertThat(page.locator("[data-mesh-note]")).containsText(filled(directive));
    assertThat(page.locator("iframe[data-mesh]")).isHidden();
    assertTrue(warnings.getFirst().contains(filled(directive)), warnings.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"', // because a policy has the other
      value = {
        "'unsafe-eval'|script-src %1$s 'unsafe-eval'",
        " %2$s|connect-src %1$s %2$s",
        "worker-src blob: %1$s|worker-src blob: %1$s",
        "blob:|worker-src blob: %1$s",
      })
  void namesWhatIsMissingOnceANodeNeedsIt(String without, String directive) {
    assertNamed(policy().replace(filled(without), ""), directive);
  }

  /** The browser tells of a worker whose import is forbidden only that it came to nothing. */
  @Test
  void namesTheSeedWhereAWorkerMayBeABlobAndNothingElse() {
    assertNamed(policy().replace("blob: " + seed(), "blob:"), "worker-src blob: %1$s");
  }

  private void assertNamed(String policy, String directive) {
    embed(policy);
    sayYes();

    assertThat(at("why")).containsText(filled(directive), SLOWLY);
    assertThat(at("pill-text")).hasText("Mesh not running");
    assertTrue(
        warnings.stream().anyMatch(words -> words.contains(filled(directive))),
        warnings.toString());
  }

  private static String filled(String text) {
    return text.replace("%1$s", seed()).replace("%2$s", seed().replace("http", "ws"));
  }

  @Test
  void saysWhatToTellASeedThatTakesNoLinkFromThisOrigin() throws IOException {
    String worker = "/mesh/node-worker.js";
    String refused =
        "self.WebSocket = class extends WebSocket { constructor(url) { super(url.replace('/ws/', '/none/')); } };\n";
    String source = new String(MESH.site().file(worker), StandardCharsets.UTF_8);
    MESH.site().put(worker, (refused + source).getBytes(StandardCharsets.UTF_8));
    MESH.site().serve(MESH.seed(new JdkEd25519(), List.of()));
    page.clock().install();
    embed(policy());
    sayYes();
    assertThat(at("state")).containsText("Connecting", SLOWLY);
    page.clock().runFor(11_000);

    page.waitForCondition(
        () -> warnings.stream().anyMatch(words -> words.contains("--origin " + site())));
  }

  @Test
  void doesNothingBeforeAYes() {
    embed(policy());
    open();
    page.waitForTimeout(TURN_MILLIS); // time in which nothing may happen

    assertEquals(List.of(), page.workers());
    assertEquals(List.of(), databases());
    assertEquals(List.of(), page.evaluate("() => caches.keys()"));
    assertEquals(0, MESH.site().requests("/log/code") + MESH.site().requests("/mesh/page.js"));
  }

  @Test
  void aScriptOfThePageSaysNoYesByAClickAndThePanelSaysWhatItCouldDo() {
    embed(policy());
    open();
    assertThat(at("in-origin")).containsText("This site runs the mesh in its own name");
    page.evaluate(
        "() => document.querySelector('iframe').contentDocument.getElementById('lend').click()");

    assertThat(widget(page).locator("html")).hasAttribute("data-state", "off");
    assertEquals(0, MESH.site().requests("/log/code"));
  }

  private void openSettings() {
    open();
    at("settings").locator("summary").click();
  }

  @Test
  void offersNothingThatItCannotKeep() {
    embed(policy());
    openSettings();

    assertThat(at("term-restsHidden")).isVisible();
    assertFalse(at("term-afterClose").isVisible());
  }

  @Test
  void goesOnAfterTheLastTabWhereTheSiteHasAServiceWorkerOfOneLine() {
    String line = "import '%s/mesh/service-worker.js';".formatted(seed());
    MESH.site().put("/sw.js", line.getBytes(StandardCharsets.UTF_8));
    embed(policy().replace("worker-src", "worker-src 'self'"), "data-worker=/sw.js");
    openSettings();
    at("term-afterClose").check();
    at("lend").click();
    awaitReady(page);
    page.waitForCondition(() -> "activated".equals(page.evaluate(WORKER_STATE)));
    MESH.seed().submit(MESH.job("j_00000000000000aa", Collections.nCopies(TEXTS, "Bees.")));
    MESH.seed().await("work", mesh -> mesh.tasksAccepted() > 0);
    String node = String.valueOf(at("node").textContent());
    page.navigate("about:blank");

    MeshSnapshot last = MESH.seed().await("all", mesh -> mesh.tasksAccepted() >= TASKS);
    assertEquals(node, last.nodes().getFirst().nodeId());
  }

  @Test
  void itsTabsAreOneNodeAndTheYesStandsForTheNextVisit() {
    embed(policy());
    sayYes();
    awaitReady(page);
    String node = String.valueOf(at("node").textContent());

    Page second = page.context().newPage();
    second.navigate(site() + HOST);
    awaitReady(second);
    assertEquals(node, widget(second).locator("#node").textContent());
    widget(second).locator("#stop").click();
    assertThat(at("lend")).hasAttribute("aria-checked", "false");
    MESH.seed().await("nobody", mesh -> mesh.nodes().isEmpty());
    page.waitForCondition(() -> page.workers().isEmpty());
  }
}
