package io.blackroad.mesh.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Takes the pictures of the widget that the documentation shows, on the built demo site, with a
 * node at work for a seed: {@code mvn -pl node-wasm -am -Dtest=PicturesTest -Dpictures=true test}.
 */
@EnabledIfSystemProperty(named = "pictures", matches = "true")
class PicturesTest {
  private static final Path SITE = Path.of("../demo-site/target/site");
  private static final Path PICTURES = Path.of("../docs/pictures");
  private static final int TEXTS = 4_000;

  /** So many results are accepted when a picture is taken. */
  private static final int RESULTS = 12;

  private static final LocatorAssertions.ContainsTextOptions SLOWLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  /** DevTools emulate no battery. */
  private static final String BATTERY =
      """
      (() => {
        const battery = Object.assign(new EventTarget(), { charging: true, level: 0.8 });
        navigator.getBattery = () => Promise.resolve(battery);
        window.unplug = () => {
          battery.charging = false;
          battery.dispatchEvent(new Event('chargingchange'));
        };
      })()""";

  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

  /** Who looks, in what language, at how wide a page, which is as light or dark. */
  record Visitor(String language, int width, String theme) {}

  @BeforeEach
  void serveTheDemoSite() throws IOException {
    try (Stream<Path> files = Files.walk(SITE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        MESH.site().put("/" + SITE.relativize(file), Files.readAllBytes(file));
      }
    }
    List<String> texts = Collections.nCopies(TEXTS, "A glacier carves a valley into a U.");
    MESH.seed()
        .submit(
            new Job(
                "j_0000000000000001",
                MESH.model().spec().name(),
                Confidence.OFF,
                false,
                "making The Mesh’s library searchable",
                "",
                NodeLimits.TASK_TOKENS_MAX,
                new TokenBatch(MESH.model().tokens(texts))));
  }

  private static Page visit(Visitor visitor) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setLocale(visitor.language)
            .setViewportSize(visitor.width, visitor.width < 500 ? 740 : 900);
    BrowserContext context = MESH.page().context().browser().newContext(options);
    context.addInitScript("localStorage.setItem('theme', '" + visitor.theme + "')");
    context.addInitScript(BATTERY);
    Page page = context.newPage();
    page.navigate(MESH.site().url("/index.html"));
    widget(page).locator("#pill").click();
    assertThat(widget(page).locator("#lend")).hasAttribute("aria-disabled", "false");
    return page;
  }

  private static FrameLocator widget(Page page) {
    return page.frameLocator("iframe[data-mesh]");
  }

  /** A node that has done some work and is in the middle of more. */
  private static Page lending(Visitor visitor) {
    long before = MESH.seed().await("the mesh", mesh -> true).tasksAccepted();
    Page page = visit(visitor);
    widget(page).locator("#lend").click();
    MESH.seed().await("work", mesh -> mesh.tasksAccepted() >= before + RESULTS);
    assertThat(widget(page).locator("#node")).containsText("n_", SLOWLY);
    page.mouse().move(0, 0);
    return page;
  }

  private static Page paused(Visitor visitor) {
    Page page = lending(visitor);
    Frame frame = page.frames().getLast();
    frame.evaluate("() => unplug()");
    assertThat(widget(page).locator("html")).hasAttribute("data-state", "paused");
    return page;
  }

  private static void take(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    page.context().close();
  }

  @Test
  void takesThem() {
    take(visit(new Visitor("en", 360, "dark")), "widget-offer-360");
    take(lending(new Visitor("en", 360, "dark")), "widget-on-360");
    take(lending(new Visitor("en", 1440, "dark")), "widget-on-1440");
    take(paused(new Visitor("de", 360, "light")), "widget-paused-de-360");
    take(lending(new Visitor("ar", 360, "dark")), "widget-on-ar-360");
    for (String theme : List.of("light", "dark")) {
      Page page = visit(new Visitor("en", 360, theme));
      widget(page).locator("#settings summary").click();
      widget(page).locator("#term-gpu").scrollIntoViewIfNeeded();
      take(page, "widget-settings-360-" + theme);
    }
  }
}
