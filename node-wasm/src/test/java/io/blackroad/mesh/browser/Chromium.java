package io.blackroad.mesh.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.blackroad.mesh.chromium.ChromiumPath;
import java.util.List;
import java.util.Map;

/** A headless Chromium for tests. */
final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(ChromiumPath.find())
                    .setArgs(FLAGS));
  }

  /** A page of its own profile, so with nothing stored, whose uncaught errors are printed. */
  Page open(String url) {
    Page page = browser.newContext().newPage();
    page.onPageError(error -> System.err.println("page: " + error));
    page.onConsoleMessage(message -> System.err.println("console: " + message.text()));
    page.navigate(url);
    return page;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
