package io.blackroad.mesh.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The widget for everybody: by keyboard, read aloud, enlarged, without colours, in any language.
 */
class AccessibilityInChromiumTest {
  private static final String WIDGET = "/mesh/widget.html";

  /** What the service worker shows in place of a page, served by itself. */
  private static final String OFFLINE = "/mesh/offline.html";

  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

  private final List<BrowserContext> visitors = new ArrayList<>();

  @BeforeEach
  void standIn() throws IOException {
    FakeNode.install(MESH);
  }

  @AfterEach
  void leave() {
    visitors.forEach(BrowserContext::close);
  }

  private Page visit(Browser.NewContextOptions visitor) {
    BrowserContext context = MESH.page().context().browser().newContext(visitor);
    visitors.add(context);
    Page page = context.newPage();
    page.navigate(MESH.site().url(WIDGET));
    at(page, "pill").waitFor();
    return page;
  }

  private static Locator at(Page page, String id) {
    return page.locator("#" + id);
  }

  private static void open(Page page) {
    at(page, "pill").click();
    at(page, "lend").waitFor();
  }

  private static void sayYes(Page page) {
    at(page, "lend").scrollIntoViewIfNeeded();
    at(page, "lend").click();
    FakeNode.tell(page, "loud: false");
    assertThat(at(page, "node")).containsText("n_909f");
  }

  /** Every state after a yes, by name, as what the node says. */
  private static Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    states.put("working", "loud: true");
    states.put("downloading", "phase: 'preparing', modelLoadedBytes: 1e6, modelTotalBytes: 2e7");
    states.put("paused", "phase: 'paused', pause: { code: 'on-battery', nextCheckSeconds: 30 }");
    states.put("stopped with an error", "phase: 'stopped', error: 'the line broke'");
    states.put("accused", "phase: 'stopped', alarm: 'The seed signed two histories'");
    states.put(
        "refused",
        "phase: 'stopped', error: 'the seed refused: This seed takes no more work from this node'");
    states.put("with a standing", "standing: 'kept'");
    return states;
  }

  @ParameterizedTest
  @CsvSource({"en,LIGHT", "de,DARK", "es,LIGHT", "fr,DARK", "ja,LIGHT", "ar,DARK"})
  void axeFindsNothingInAnyState(String language, ColorScheme scheme) {
    Page page = visit(new Browser.NewContextOptions().setLocale(language).setColorScheme(scheme));
    assertThat(page.locator("html")).hasAttribute("lang", language);
    assertEquals(List.of(), Axe.findings(page), "closed");
    open(page);
    assertEquals(List.of(), Axe.findings(page), "opened");
    for (String details : List.of("settings", "ran", "meaning")) {
      at(page, details).locator("summary").click();
      at(page, details).locator("p").first().waitFor();
    }
    assertEquals(List.of(), Axe.findings(page), "all unfolded");
    sayYes(page);
    states()
        .forEach(
            (name, status) -> {
              FakeNode.tell(page, status);
              assertEquals(List.of(), Axe.findings(page), name);
            });
    at(page, "stop").click();
    assertEquals(List.of(), Axe.findings(page), "stopped by the visitor");
  }

  @ParameterizedTest
  @CsvSource({"en,LIGHT", "de,DARK", "es,LIGHT", "fr,DARK", "ja,LIGHT", "ar,DARK"})
  void theAppAndThePageOfflineAreForEverybody(String language, ColorScheme scheme) {
    Page page =
        visit(
            new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(scheme)
                .setViewportSize(320, 480));
    page.navigate(MESH.site().url("/mesh/app.html"));
    at(page, "app").waitFor();
    page.evaluate("() => { document.getElementById('offer-app').hidden = false; }");
    assertThat(at(page, "install")).isVisible();
    assertEquals(List.of(), Axe.findings(page), "the app");
    assertFits(page);
    at(page, "lend").scrollIntoViewIfNeeded(); // the panel is longer than the window
    assertThat(at(page, "lend")).hasAttribute("aria-disabled", "false");

    Object html =
        page.evaluate(
            """
            async () => {
              const { offlinePage } = await import('/mesh/offline.js');
              return offlinePage(location.href).text();
            }""");
    MESH.site().put(OFFLINE, html.toString().getBytes(StandardCharsets.UTF_8));
    page.navigate(MESH.site().url(OFFLINE));
    assertThat(page.locator("html")).hasAttribute("lang", language);
    assertEquals(List.of(), Axe.findings(page), "offline");
    assertFits(page);
  }

  private static void assertFits(Page page) {
    assertEquals(
        true,
        page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"),
        "wider than the screen");
  }

  /** 320 px are also what is left of 640 px at 200 %. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es", "fr", "ja", "ar"})
  void nothingIsCutOffAt320Pixels(String language) {
    Page page =
        visit(new Browser.NewContextOptions().setLocale(language).setViewportSize(320, 480));
    open(page);
    at(page, "settings").locator("summary").click();
    at(page, "meaning").locator("summary").click();
    sayYes(page);
    states()
        .forEach(
            (name, status) -> {
              FakeNode.tell(page, status);
              assertEquals(
                  List.of(),
                  page.evaluate(
                      """
                      () => [...document.querySelectorAll('#bar, #panel, #panel *')].filter((element) => {
                        const { left, right, width } = element.getBoundingClientRect();
                        return width && (left < 0 || right > innerWidth || element.scrollWidth > element.clientWidth + 1
                            && getComputedStyle(element).display !== 'inline');
                      }).map(({ id, className, tagName }) => `${tagName} ${id} ${className}`)"""),
                  name);
            });
  }

  @Test
  void everythingCanBeDoneByKeyboardInTheOrderOfTheScreen() {
    Page page = visit(new Browser.NewContextOptions());
    page.keyboard().press("Tab");
    assertThat(at(page, "pill")).isFocused();
    page.keyboard().press("Enter");
    assertThat(at(page, "lend")).hasAttribute("aria-disabled", "false");
    page.keyboard().press("Tab");
    assertThat(at(page, "lend")).isFocused();
    page.keyboard().press("Space");
    assertThat(at(page, "lend")).hasAttribute("aria-checked", "true");
    FakeNode.tell(page, "loud: false");

    page.keyboard().press("Tab");
    assertThat(at(page, "cap")).isFocused();
    page.keyboard().press("ArrowLeft");
    assertThat(at(page, "cap-text")).hasText("45% of one core");
    page.keyboard().press("Tab");
    assertThat(at(page, "keep")).isFocused();
    page.keyboard().press("Tab");
    assertThat(at(page, "settings").locator("summary")).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(at(page, "term-afterClose")).isFocused();
    page.keyboard().press("Space");
    assertThat(at(page, "term-afterClose")).isChecked();
    page.keyboard().press("Escape");
    assertThat(at(page, "panel")).isHidden();
    assertThat(at(page, "pill")).isFocused();

    page.keyboard().press("Tab");
    assertThat(at(page, "stop")).isFocused();
    page.keyboard().press("Enter");
    assertThat(at(page, "pill-text")).hasText("Mesh off");
    assertThat(at(page, "pill")).isFocused();
  }

  @Test
  void whatHasTheFocusIsSeenToHaveIt() {
    Page page = visit(new Browser.NewContextOptions());
    open(page);
    for (int i = 0; i < 6; i++) {
      page.keyboard().press("Tab");
      Object outline =
          page.evaluate("() => parseFloat(getComputedStyle(document.activeElement).outlineWidth)");
      assertTrue(((Number) outline).doubleValue() >= 2, "outline of " + outline + " px");
    }
  }

  @Test
  void figuresAreNotReadAloudAndAPauseIsReadOnce() {
    Page page = visit(new Browser.NewContextOptions());
    open(page);
    sayYes(page);
    page.evaluate(
        """
        () => {
          window.said = [];
          new MutationObserver(() => said.push(news.textContent)).observe(news, { childList: true });
        }""");
    for (int i = 0; i < 20; i++) {
      FakeNode.tell(page, "busyPercent: %d, tasksAccepted: %d".formatted(i, i));
      FakeNode.tell(page, "phase: 'idle', purpose: ''");
      FakeNode.tell(page, "pause: { code: 'user-active', nextCheckSeconds: 3 }");
    }
    assertThat(at(page, "state")).hasText("Working");
    assertThat(at(page, "why"))
        .hasText("You are using this page. Meanwhile it uses half of your limit.");
    for (int i = 9; i > 0; i--) {
      FakeNode.tell(
          page,
          "phase: 'paused', pause: { code: 'battery-low', nextCheckSeconds: %d }".formatted(i));
    }
    assertThat(at(page, "why")).hasText("The battery is low. Next check in 1 second.");

    assertEquals(List.of("Paused: The battery is low."), page.evaluate("() => said"));
  }

  @Test
  void staysReadableWithForcedColoursAndWithoutMotion() {
    Page page =
        visit(
            new Browser.NewContextOptions()
                .setForcedColors(ForcedColors.ACTIVE)
                .setReducedMotion(ReducedMotion.REDUCE));
    open(page);
    sayYes(page);

    Object style =
        page.evaluate(
            """
            () => {
              const fill = getComputedStyle(document.querySelector('#gauge .fill'));
              const card = getComputedStyle(document.querySelector('#panel'));
              const knob = getComputedStyle(document.querySelector('#lend .track'), '::before');
              return [fill.backgroundColor !== card.backgroundColor, knob.backgroundColor !== card.backgroundColor,
                  knob.transitionDuration];
            }""");
    assertEquals(List.of(true, true, "0s"), style);
    assertEquals(List.of(), Axe.findings(page));
  }
}
