package io.blackroad.mesh.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script tag on a page of another site: what the page may wish for, and what it cannot do. */
class EmbeddingInChromiumTest {
  private static final String HOST = "/host.html";
  private static final long TURN_MILLIS = 1_000;
  private static final long HOUR_MILLIS = 3_600_000;

  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

  private final List<String> warnings = new ArrayList<>();
  private Page page;

  @BeforeEach
  void standIn() throws IOException {
    FakeNode.install(MESH);
    page = anotherVisitor().newPage();
  }

  @AfterEach
  void leave() {
    page.context().close();
  }

  private static BrowserContext anotherVisitor() {
    return MESH.page().context().browser().newContext();
  }

  private static String seed() {
    return MESH.site().url("");
  }

  /** Opens a page of another site with the tag, which has {@code attributes}. */
  private void embed(String attributes) {
    embed(attributes, "");
  }

  private void embed(String attributes, String policy) {
    String meta =
        policy.isEmpty()
            ? ""
            : "<meta http-equiv=Content-Security-Policy content=\"" + policy + "\">";
    String html =
        "<!doctype html>%s<title>a site</title><body><main id=here></main><script src='%s/mesh.js' %s></script>"
            .formatted(meta, seed(), attributes);
    MESH.site().put(HOST, html.getBytes(StandardCharsets.UTF_8));
    page.onConsoleMessage(this::hear);
    page.navigate(MESH.site().url(HOST).replace("127.0.0.1", "localhost"));
  }

  private void hear(ConsoleMessage message) {
    if (message.text().startsWith("BlackRoad Mesh:")) {
      warnings.add(message.text());
    }
  }

  private FrameLocator widget() {
    return page.frameLocator("iframe[data-mesh]");
  }

  private Locator at(String id) {
    return widget().locator("#" + id);
  }

  private void open() {
    at("pill").click();
    assertThat(at("lend")).hasAttribute("aria-disabled", "false");
  }

  /** A click as a hand does it: wherever the switch is now, whatever it says. */
  private void clickLend() {
    BoundingBox box = at("lend").boundingBox();
    page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
  }

  private void assertOff() {
    assertThat(widget().locator("html")).hasAttribute("data-state", "off");
    assertEquals(0, MESH.site().requests("/log/code"));
  }

  @Test
  void hearsThatThePageIsUsedAndNothingElse() {
    embed("");
    at("pill").waitFor();
    Locator root = widget().locator("html");
    root.evaluate(
        "root => addEventListener('message', ({ data }) => {"
            + " if (data.mesh === 'active') root.dataset.used = Object.keys(data).join(); })");
    page.keyboard().press("ArrowDown");
    assertThat(root).hasAttribute("data-used", "mesh");
  }

  @Test
  void aTrustedClickInPlainSightSaysYesAndWithoutStorageForThisVisitOnly() {
    embed("data-purpose='Making our library searchable'");
    open();
    assertThat(at("purpose")).containsText("Making our library searchable");
    at("lend").click();

    assertThat(at("lend")).hasAttribute("aria-checked", "true");
    // Playwright's Chromium closes storage to frames of other sites.
    assertThat(at("note")).containsText("so your yes counts for this visit only");
    page.reload();
    assertThat(at("pill-text")).hasText("Mesh off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frame.style.opacity = 0.5",
        "frame.style.filter = 'contrast(50%)'",
        "frame.style.transform = 'rotate(2deg)'",
        "frame.style.transform = 'scale(0.8)'",
        "frame.style.clipPath = 'inset(0 0 45% 0)'",
        "document.body.append(Object.assign(document.createElement('div'),"
            + " { style: 'position: fixed; inset: 0; pointer-events: none; background: #fff2' }))"
            + "; frame.style.zIndex = -1",
        "document.body.append(Object.assign(document.createElement('p'), { textContent: 'Win!',"
            + " style: 'position: fixed; bottom: 200px; right: 60px; z-index: 2147483647; pointer-events: none' }))"
      })
  void aCoveredOrChangedFrameTakesNoYesAndSaysWhy(String attack) {
    embed("");
    open();
    page.evaluate("() => { const frame = document.querySelector('iframe'); " + attack + "; }");
    assertThat(at("lend")).hasAttribute("aria-disabled", "true");
    clickLend();

    assertThat(at("note")).hasText(Pattern.compile("^$|covered, faded or scaled|outside"));
    assertOff();
  }

  @Test
  void aFrameThatIsPartlyOutsideTakesNoYesAndSaysWhy() {
    embed("");
    open();
    page.evaluate("() => { document.querySelector('iframe').style.right = '-120px'; }");
    assertThat(at("lend")).hasAttribute("aria-disabled", "true");
    clickLend();

    assertThat(at("note")).containsText("outside of the window");
    assertOff();
  }

  @Test
  void aFrameThatIsPushedUnderAStillPointerTakesNoYes() {
    page.clock().install();
    embed("data-place='top-left'");
    open();
    page.mouse().move(700, 400);
    page.clock().pauseAt(System.currentTimeMillis() + HOUR_MILLIS);
    BoundingBox box = at("lend").boundingBox();
    page.evaluate(
        "([left, top]) => Object.assign(document.querySelector('iframe').style, { left, top })",
        List.of(700 - box.x - 20 + "px", 400 - box.y + "px"));
    page.mouse().move(701, 400); // a browser sends this by itself
    page.mouse().down();
    page.mouse().up();

    assertThat(at("note")).hasText(Pattern.compile("quick|moved this panel"));
    assertOff();
    page.clock().runFor(TURN_MILLIS); // in which the visitor could see what is under their pointer
    page.mouse().down();
    page.mouse().up();
    assertThat(at("lend")).hasAttribute("aria-checked", "true");
  }

  @Test
  void whereTheBrowserCannotSeeCoversASecondClickElsewhereIsAskedFor() {
    page.addInitScript("delete IntersectionObserverEntry.prototype.isVisible");
    embed("");
    open();
    at("lend").click();
    assertThat(at("confirm")).containsText("cannot tell whether the page hides part of this panel");
    assertOff();

    at("confirm").locator("button").click();
    assertThat(at("lend")).hasAttribute("aria-checked", "true");
  }

  @Test
  void noCallMessageOrEventOfThePageSaysYes() {
    embed("");
    open();
    Object handles =
        page.evaluate(
            """
            async (seed) => {
              const { newConsent } = await import(seed + '/mesh/consent.js');
              const { contentWindow } = document.querySelector('iframe');
              const names = ['start', 'consent', 'lend', 'yes', 'click', 'status', 'resume', 'run', 'terms'];
              for (const mesh of names) {
                for (const extra of [{}, { enabled: true, cpuCapPercent: 100 }, { json: '{}' }]) contentWindow.postMessage({ mesh, ...extra }, '*');
              }
              for (const message of [null, 1, 'start', [], { mesh: 'room', width: 'x', place: '<b>', theme: {}, purpose: 7 }]) {
                contentWindow.postMessage(message, '*');
              }
              new BroadcastChannel('mesh-consent ' + location.origin).postMessage(newConsent({ cpuCapPercent: 100 }));
              document.querySelector('iframe').click(); document.querySelector('iframe').dispatchEvent(new MouseEvent('click', { bubbles: true }));
              let read = ''; try { read = contentWindow.document.body.textContent; } catch ({ name }) { read = name; }
              return [read, Object.keys(window).filter((name) => /mesh|road/i.test(name))];
            }""",
            seed());

    assertEquals(List.of("SecurityError", List.of()), handles);
    page.waitForTimeout(
        TURN_MILLIS); // time in which nothing may happen, not for something to happen
    assertOff();
    assertEquals(List.of(), page.workers());
  }

  @Test
  void aClickMadeByAScriptOfTheSeedsOwnSiteIsNone() {
    page.navigate(MESH.site().url("/mesh/widget.html"));
    page.locator("#pill").click();
    assertThat(page.locator("#lend")).hasAttribute("aria-disabled", "false");
    page.evaluate("() => document.getElementById('lend').click()");

    assertThat(page.locator("html")).hasAttribute("data-state", "off");
    assertEquals(0, MESH.site().requests("/log/code"));
  }

  @Test
  void goesWhereTheTagSaysInTheLanguageAndColoursItSays() {
    embed("data-place='#here' data-language='ar' data-theme='dark' data-color='#00aa44'");
    open();

    assertThat(page.locator("#here iframe"))
        .hasAttribute("title", "BlackRoad Mesh: إعارة وقت المعالج الفائض");
    assertThat(widget().locator("html")).hasAttribute("lang", "ar");
    assertThat(at("panel")).hasAttribute("dir", "rtl");
    Object look =
        at("lend")
            .evaluate(
                "lend => [getComputedStyle(lend).colorScheme, document.documentElement.dataset.place, 'wish' in document.documentElement.dataset]");
    assertEquals(List.of("dark", "inline", true), look);
    assertEquals(List.of(), warnings);
  }

  @Test
  void saysOnceWhatItIgnores() {
    embed("data-place='middle' data-language='tlh' data-theme='pink' data-color='red'");
    at("pill").waitFor();

    assertEquals(1, warnings.size(), warnings.toString());
    for (String words : List.of("bottom-right", "en, de, es", "dark or light", "#8844ff")) {
      assertTrue(warnings.getFirst().contains(words), warnings.getFirst());
    }
  }

  @Test
  void worksUnderThePolicyThatTheGuideNames() {
    embed("", "default-src 'none'; script-src %1$s; frame-src %1$s".formatted(seed()));
    open();
    at("lend").click();

    assertThat(at("lend")).hasAttribute("aria-checked", "true");
    assertEquals(List.of(), warnings);
  }

  @Test
  void namesTheDirectiveThatIsMissing() {
    embed("", "default-src 'none'; script-src " + seed());

    assertThat(page.locator("[data-mesh-note]")).containsText("frame-src " + seed());
    assertTrue(warnings.getFirst().contains("frame-src " + seed()), warnings.toString());
  }

  @Test
  void saysSoWhenTheSeedDoesNotAnswer() {
    page.route("**/mesh/widget.html", route -> route.abort());
    page.clock().install();
    embed("");
    page.clock().runFor(11_000);

    assertThat(page.locator("[data-mesh-note]")).containsText("has not answered");
  }
}
