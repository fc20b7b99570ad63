package io.blackroad.mesh.demo;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.regex.Pattern;

/** One visitor, who sees the page and uses the widget with mouse and keyboard, and nothing else. */
public final class Visitor {
  private static final double JOIN_MILLIS_MAX = 60_000;
  private static final Pattern COUNT = Pattern.compile("\\d+");

  private final Page page;

  private Visitor(Page page) {
    this.page = page;
  }

  static Visitor arrive(BrowserContext context, URI address) {
    Page page = context.newPage();
    page.navigate(address.toString());
    return new Visitor(page);
  }

  /** Somebody who looks at a page that is open already. */
  static Visitor of(Page page) {
    return new Visitor(page);
  }

  public Page page() {
    return page;
  }

  /** The widget's frame. */
  public FrameLocator widget() {
    return page.frameLocator("iframe[src*='/mesh/widget.html']");
  }

  /** Opens the panel, sets the CPU limit and says yes. */
  public void consent(int cpuCapPercent) {
    openPanel();
    Locator limit = widget().getByLabel("CPU limit");
    limit.fill(Integer.toString(cpuCapPercent));
    lend().scrollIntoViewIfNeeded(); // it takes no yes while it is out of sight
    lend().click();
    PlaywrightAssertions.assertThat(lend()).hasAttribute("aria-checked", "true");
  }

  /** Waits until the seed has accepted the node and it can compute. */
  public void awaitReady() {
    PlaywrightAssertions.assertThat(widget().locator("#state"))
        .hasText(
            Pattern.compile("Ready.*|Working|Paused.*"),
            new LocatorAssertions.HasTextOptions().setTimeout(JOIN_MILLIS_MAX));
  }

  /** Says no with the one click that is always there. */
  public void stop() {
    widget()
        .getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Stop"))
        .click();
  }

  /** Opens the panel, which is fetched the first time. */
  public void openPanel() {
    Locator pill = widget().locator("#pill");
    pill.waitFor();
    if (!"true".equals(pill.getAttribute("aria-expanded"))) {
      pill.click();
    }
  }

  private Locator lend() {
    return widget().locator("#lend");
  }

  /** The id that the widget shows, or {@code none yet}. */
  public String nodeId() {
    return text("#node");
  }

  /** Receipts that this visitor's own browser has verified. */
  public int receiptsVerified() {
    return COUNT
        .matcher(text("#receipts"))
        .results()
        .mapToInt(count -> Integer.parseInt(count.group()))
        .findFirst()
        .orElse(0);
  }

  /** What the widget says was earned, e.g. {@code 0.0012 ROAD}. */
  public String earned() {
    return text("#earned");
  }

  /** A field of the widget, as text. */
  public String text(String selector) {
    String text = widget().locator(selector).textContent();
    return text == null ? "" : text.strip();
  }

  public boolean isPresent() {
    return !page.isClosed();
  }

  /** Closes the tab and forgets the profile. */
  public void leave() {
    page.close(new Page.CloseOptions().setRunBeforeUnload(false));
    page.context().close();
  }
}
