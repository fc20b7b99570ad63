package io.blackroad.mesh.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Takes the pictures of the widget that the documentation shows, on the built demo site: {@code mvn
 * -pl node-wasm -am -Dtest=PicturesTest -Dpictures=true test}.
 */
@EnabledIfSystemProperty(named = "pictures", matches = "true")
class PicturesTest {
  private static final Path SITE = Path.of("../demo-site/target/site");
  private static final Path PICTURES = Path.of("../docs/pictures");
  private static final String PURPOSE = "purpose: 'making The Mesh’s library searchable'";
  private static final String PAUSED =
      PURPOSE + ", phase: 'paused', pause: { code: 'on-battery', nextCheckSeconds: 30 }";

  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

  /** Who looks, in what language, at how wide a page, which is as light or dark. */
  record Visitor(String language, int width, String theme) {}

  @BeforeEach
  void serveTheDemoSite() throws IOException {
    FakeNode.install(MESH);
    try (Stream<Path> files = Files.walk(SITE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        MESH.site().put("/" + SITE.relativize(file), Files.readAllBytes(file));
      }
    }
  }

  private static Page visit(Visitor visitor) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setLocale(visitor.language)
            .setViewportSize(visitor.width, visitor.width < 500 ? 740 : 900);
    BrowserContext context = MESH.page().context().browser().newContext(options);
    context.addInitScript("localStorage.setItem('theme', '" + visitor.theme + "')");
    Page page = context.newPage();
    page.navigate(MESH.site().url("/index.html"));
    widget(page).locator("#pill").click();
    assertThat(widget(page).locator("#lend")).hasAttribute("aria-disabled", "false");
    return page;
  }

  private static FrameLocator widget(Page page) {
    return page.frameLocator("iframe[data-mesh]");
  }

  private static Page lending(Visitor visitor, String status) {
    Page page = visit(visitor);
    widget(page).locator("#lend").click();
    Frame frame = page.frames().getLast();
    frame.waitForFunction("() => globalThis.tell");
    frame.evaluate("() => tell({" + FakeNode.WORKING + ", " + status + "})");
    assertThat(widget(page).locator("#node")).containsText("n_909f");
    page.mouse().move(0, 0);
    return page;
  }

  private static void take(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    page.context().close();
  }

  @Test
  void takesThem() {
    take(visit(new Visitor("en", 360, "dark")), "widget-offer-360");
    take(lending(new Visitor("en", 360, "dark"), PURPOSE), "widget-on-360");
    take(lending(new Visitor("en", 1440, "dark"), PURPOSE), "widget-on-1440");
    take(lending(new Visitor("de", 360, "light"), PAUSED), "widget-paused-de-360");
    take(lending(new Visitor("ar", 360, "dark"), PURPOSE), "widget-on-ar-360");
    for (String theme : List.of("light", "dark")) {
      Page page = visit(new Visitor("en", 360, theme));
      widget(page).locator("#settings summary").click();
      widget(page).locator("#term-gpu").scrollIntoViewIfNeeded();
      take(page, "widget-settings-360-" + theme);
    }
  }
}
