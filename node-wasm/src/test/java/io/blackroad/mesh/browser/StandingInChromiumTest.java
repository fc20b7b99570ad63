package io.blackroad.mesh.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** "Keep my standing" as a visitor uses it, and what the widget says when the seed refuses. */
class StandingInChromiumTest {
  private static final String WIDGET = "/mesh/widget.html";
  private static final String WORKER = "/mesh/node-worker.js";
  private static final LocatorAssertions.ContainsTextOptions SLOWLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
  private static final LocatorAssertions.HasAttributeOptions SLOW_SWITCH =
      new LocatorAssertions.HasAttributeOptions().setTimeout(30_000);

  /** What a browser without Ed25519 lacks. */
  private static final String NO_ED25519 =
      "crypto.subtle.generateKey = () => Promise.reject(new DOMException('no'));";

  @RegisterExtension private static final MeshInChromium MESH = new MeshInChromium(WIDGET);

  private static Locator at(Page page, String id) {
    return page.locator("#" + id);
  }

  private static Locator at(String id) {
    return at(MESH.page(), id);
  }

  private static void sayYes() {
    at("pill").click();
    assertThat(at("lend")).hasAttribute("aria-disabled", "false");
    at("lend").click();
  }

  private static void awaitReady(Page page) {
    if (!at(page, "panel").isVisible()) {
      at(page, "pill").click();
    }
    assertThat(at(page, "state")).containsText(Pattern.compile("Ready|Working"), SLOWLY);
  }

  private static String nodeId(Page page) {
    return String.valueOf(at(page, "node").textContent());
  }

  /** Reloads a page that resumes by itself, and tells the node's id. */
  private static String afterReload() {
    MESH.page().reload();
    awaitReady(MESH.page());
    return nodeId(MESH.page());
  }

  /** Turns the switch on by the keyboard. */
  private static void keep() {
    at("keep").focus();
    MESH.page().keyboard().press("Space");
    assertThat(at("keep")).hasAttribute("aria-checked", "true", SLOW_SWITCH);
  }

  private static Object databases() {
    return MESH.page()
        .evaluate("async () => (await indexedDB.databases()).map(({ name }) => name).sort()");
  }

  /** Lets the worker run {@code script} first, in a seed's name that stands by that. */
  private static void workerBegins(String script) throws IOException {
    String source = new String(MESH.site().file(WORKER), StandardCharsets.UTF_8);
    MESH.site().put(WORKER, (script + "\n" + source).getBytes(StandardCharsets.UTF_8));
    MESH.site().serve(MESH.seed(new JdkEd25519(), List.of()));
  }

  @Test
  void isOffUntilItIsChosen() {
    sayYes();
    awaitReady(MESH.page());
    assertThat(at("keep")).hasAttribute("aria-checked", "false");
    assertEquals(List.of("mesh-archive", "mesh-consent", "mesh-session"), databases());

    assertNotEquals(nodeId(MESH.page()), afterReload());
  }

  @Test
  void survivesAReloadOnceChosenAndNeverLeavesTheBrowser() {
    sayYes();
    awaitReady(MESH.page());
    String first = nodeId(MESH.page());
    keep();

    assertEquals(first, nodeId(MESH.page()));
    assertEquals(first, afterReload());
    assertThat(at("keep")).hasAttribute("aria-checked", "true");
    assertEquals(
        false,
        MESH.page()
            .evaluate(
                """
                () => new Promise((resolve) => {
                  const opening = indexedDB.open('mesh-standing');
                  opening.onsuccess = () => {
                    const got = opening.result.transaction('keys').objectStore('keys').getAll();
                    got.onsuccess = () => {
                      opening.result.close();
                      resolve(got.result[0].key.pair.privateKey.extractable);
                    };
                  };
                })"""));
  }

  @Test
  void isForgottenWithOneClickAndTheNodeIsANewOne() {
    sayYes();
    awaitReady(MESH.page());
    keep();
    String known = nodeId(MESH.page());
    at("standing").getByText("Forget it").click();

    assertThat(at("keep")).hasAttribute("aria-checked", "false", SLOW_SWITCH);
    awaitReady(MESH.page());
    MESH.page().waitForCondition(() -> !nodeId(MESH.page()).equals(known));
    assertEquals(List.of("mesh-archive", "mesh-consent", "mesh-session"), databases());
    MESH.seed().await("the new node alone", mesh -> mesh.nodes().size() == 1);
  }

  @Test
  void staysAfterAStopUntilItIsDeleted() {
    sayYes();
    awaitReady(MESH.page());
    keep();
    at("stop").click();
    assertThat(at("note")).containsText("the key by which the seed can recognise it", SLOWLY);
    MESH.page().reload();
    at("pill").click();
    assertThat(at("note")).containsText("the key by which the seed can recognise it", SLOWLY);

    at("note").locator("button").click();
    assertThat(at("note")).containsText("have been deleted");
    assertEquals(List.of(), databases());
  }

  @Test
  void aSecondTabShowsAndChangesTheSameNode() {
    sayYes();
    awaitReady(MESH.page());
    Page second = MESH.page().context().newPage();
    second.navigate(MESH.site().url(WIDGET));
    awaitReady(second);
    assertEquals(nodeId(MESH.page()), nodeId(second));

    at(second, "keep").focus();
    second.keyboard().press("Space");
    assertThat(at("keep")).hasAttribute("aria-checked", "true", SLOW_SWITCH);
    at(second, "stop").click();
    assertThat(at("lend")).hasAttribute("aria-checked", "false");
    MESH.seed().await("nobody", mesh -> mesh.nodes().isEmpty());
  }

  @Test
  void saysSoWhereNothingMayBeStored() throws IOException {
    workerBegins("indexedDB.open = () => { throw new DOMException('closed'); };");
    sayYes();
    awaitReady(MESH.page());
    at("keep").click();

    assertThat(at("keep-words")).containsText("This browser keeps nothing here", SLOWLY);
    assertThat(at("keep")).hasAttribute("aria-checked", "false");
  }

  @Test
  void aBrowserWithoutEd25519KeepsTheSeedOfOurOwn() throws IOException {
    workerBegins(NO_ED25519);
    sayYes();
    awaitReady(MESH.page());
    keep();

    assertEquals(nodeId(MESH.page()), afterReload());
  }

  @Test
  void aRefusalIsReadableSaidOnceAndLeavesAWayOn() {
    String reason = "The result for task t_1 differs. This seed takes no more work from this node";
    AtomicInteger attempts = new AtomicInteger();
    MESH.site()
        .front()
        .onSocket(
            socket -> {
              attempts.incrementAndGet();
              socket.send(MessageCodec.encode(new Message.Refused(reason)));
              while (socket.receive() != null) {
                // Until the node has had enough.
              }
            });
    MESH.page()
        .evaluate(
            """
            () => {
              window.said = [];
              const news = document.getElementById('news');
              new MutationObserver(() => said.push(news.textContent)).observe(news, { childList: true });
            }""");
    sayYes();

    assertThat(at("refusal")).containsText(reason + ".", SLOWLY);
    assertThat(at("pill-text")).hasText("Mesh refused: see why");
    MESH.page().waitForCondition(() -> attempts.get() > 2);
    assertEquals(
        1, MESH.page().evaluate("() => said.filter((words) => words.includes('differs')).length"));
    MESH.site().serve(MESH.seed());
    at("refusal")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Begin anew"))
        .click();
    awaitReady(MESH.page());
    assertTrue(at("refusal").isHidden());
  }
}
