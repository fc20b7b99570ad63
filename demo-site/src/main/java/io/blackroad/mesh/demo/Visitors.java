package io.blackroad.mesh.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Headless visitors, each in a browser profile of its own. Used from one thread only. */
public final class Visitors implements AutoCloseable {
  private static final List<String> CANDIDATES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/usr/bin/google-chrome-stable");

  /** Quiet and without sandbox, as root needs it; nothing that changes throttling or storage. */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          // They share one machine with each other and the seed, and are themselves the pressure.
          "--disable-blink-features=ComputePressure",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final List<Visitor> visitors = new ArrayList<>();

  private Visitors(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts a browser without visitors. */
  public static Visitors launch() {
    Path chromium = chromium();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setHeadless(true)
                    .setArgs(FLAGS));
    return new Visitors(playwright, browser);
  }

  /** The Chromium to drive: the environment's CHROMIUM, else the first that is installed. */
  public static Path chromium() {
    String named = System.getenv("CHROMIUM");
    if (named != null) {
      return Path.of(named);
    }
    return CANDIDATES.stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new DemoFailure(
                    "no Chromium found: run apt-get install chromium, or set CHROMIUM to one"));
  }

  /** Opens a page of the site as somebody who was never there before. */
  public Visitor open(URI page) {
    return open(newContext(), page);
  }

  /** Opens a page in a profile that may have been there before. */
  public Visitor open(BrowserContext profile, URI page) {
    Visitor visitor = Visitor.arrive(profile, page);
    visitors.add(visitor);
    return visitor;
  }

  /** A fresh profile, for a caller that wants to look at or change what the browser does. */
  public BrowserContext newContext() {
    return browser.newContext();
  }

  public Browser browser() {
    return browser;
  }

  /** All who were opened and have not left. */
  public List<Visitor> present() {
    return visitors.stream().filter(Visitor::isPresent).toList();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
