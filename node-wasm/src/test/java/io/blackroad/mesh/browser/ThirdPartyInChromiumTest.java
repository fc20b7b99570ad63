package io.blackroad.mesh.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The widget's frame on other sites, with a real node, by what the browser lets such frames keep.
 * Playwright's contexts are what Chromium's private windows are: profiles that are never written
 * down.
 */
class ThirdPartyInChromiumTest {
  private static final String HOST = "/host.html";
  private static final LocatorAssertions.ContainsTextOptions SLOWLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

  private final List<BrowserContext> windows = new ArrayList<>();

  @AfterEach
  void close() {
    windows.forEach(BrowserContext::close);
  }

  private BrowserContext window(MeshInChromium mesh) {
    BrowserContext window = Objects.requireNonNull(mesh.page().context().browser()).newContext();
    windows.add(window);
    return window;
  }

  /** A page of {@code site}, a host name of this machine, with the tag. */
  private static Page visit(BrowserContext window, MeshInChromium mesh, String site) {
    String html =
        "<!doctype html><title>a site</title><body><script src='%s/mesh.js'></script>"
            .formatted(mesh.site().url(""));
    mesh.site().put(HOST, html.getBytes(StandardCharsets.UTF_8));
    Page page = window.newPage();
    page.navigate(mesh.site().url(HOST).replace("127.0.0.1", site));
    return page;
  }

  private static Locator at(Page page, String id) {
    FrameLocator frame = page.frameLocator("iframe[data-mesh]");
    return frame.locator("#" + id);
  }

  private static void sayYes(Page page) {
    at(page, "pill").click();
    assertThat(at(page, "lend")).hasAttribute("aria-disabled", "false");
    at(page, "lend").click();
  }

  private static void assertReady(Page page) {
    if (!at(page, "panel").isVisible()) {
      at(page, "pill").click();
    }
    assertThat(at(page, "state")).containsText(Pattern.compile("Ready|Working"), SLOWLY);
  }

  private static void assertComputes(MeshInChromium mesh) {
    assertEquals(
        1, mesh.seed().outputsOf(mesh.job("j_0000000000000001", List.of("Bees dance."))).size());
  }

  /** Frames have a part of the storage for themselves and the site around them. */
  private void assertKeptForThisSiteAndThisWindow(MeshInChromium mesh) {
    BrowserContext window = window(mesh);
    Page page = visit(window, mesh, "localhost");
    sayYes(page);
    assertReady(page);
    assertComputes(mesh);
    page.reload();
    assertReady(page);

    assertThat(at(visit(window, mesh, "other.localhost"), "pill-text")).hasText("Mesh off");
    Page second = visit(window, mesh, "localhost");
    assertReady(second);
    assertThat(at(second, "why")).containsText("another tab", SLOWLY);
    assertThat(at(visit(window(mesh), mesh, "localhost"), "pill-text")).hasText("Mesh off");
  }

  @Nested
  class AsItComes {
    @RegisterExtension
    private static final MeshInChromium MESH =
        new MeshInChromium(TestSite.STRICT_PAGE, () -> Chromium.withPartitions());

    @Test
    void theYesStandsForThisSiteAndEndsWithAPrivateWindow() {
      assertKeptForThisSiteAndThisWindow(MESH);
    }
  }

  @Nested
  class WithoutThirdPartyCookies {
    @RegisterExtension
    private static final MeshInChromium MESH =
        new MeshInChromium(
            TestSite.STRICT_PAGE,
            () -> Chromium.withPartitions("--test-third-party-cookie-phaseout"));

    @Test
    void storageOfTheSitesOwnPartIsNoCookie() {
      assertKeptForThisSiteAndThisWindow(MESH);
    }
  }

  @Nested
  class WithoutThirdPartyStorage {
    @RegisterExtension
    private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

    @Test
    void theNodeWorksAndTheYesCountsForThisVisitOnly() {
      Page page = visit(window(MESH), MESH, "localhost");
      sayYes(page);
      assertReady(page);
      assertThat(at(page, "note")).containsText("so your yes counts for this visit only");
      assertComputes(MESH);
      at(page, "keep").click();
      assertThat(at(page, "keep-words")).containsText("keeps nothing here", SLOWLY);

      page.reload();
      assertThat(at(page, "pill-text")).hasText("Mesh off");
    }
  }
}
