package io.blackroad.mesh.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A site without a seed, and one page of it in Chromium for all tests of a class. */
final class PageInChromium implements BeforeAllCallback, AfterAllCallback {
  private final String path;
  private final String script;
  private @Nullable TestSite site;
  private @Nullable Chromium chromium;
  private @Nullable Page page;

  /**
   * @param path of the page
   * @param script a function that the page runs before the first test
   */
  PageInChromium(String path, String script) {
    this.path = path;
    this.script = script;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    site = new TestSite();
    chromium = new Chromium();
    page = chromium.open(site().url(path));
    page().evaluate(script);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    Objects.requireNonNull(chromium).close();
    site().close();
  }

  TestSite site() {
    return Objects.requireNonNull(site);
  }

  Page page() {
    return Objects.requireNonNull(page);
  }
}
