package io.blackroad.mesh.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.blackroad.mesh.chromium.ChromiumFlags;
import io.blackroad.mesh.chromium.ChromiumPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A headless Chromium for tests. */
final class Chromium implements AutoCloseable {
  /**
   * What Playwright 1.52 switches off, without which frames of other sites have storage as they
   * have it at a visitor's: a part of its own for each embedding site.
   */
  private static final String DISABLED =
      "--disable-features=AcceptCHFrame,AutoExpandDetailsElement,"
          + "AvoidUnnecessaryBeforeUnloadCheckSync,CertificateTransparencyComponentUpdater,"
          + "DeferRendererTasksAfterInput,DestroyProfileOnBrowserClose,DialMediaRouteProvider,"
          + "ExtensionManifestV2Disabled,GlobalMediaControls,HttpsUpgrades,ImprovedCookieControls,"
          + "LazyFrameLoading,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
          + "Translate";

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    this(false);
  }

  /**
   * @param pressure whether pages are told how hard the machine is at work; a test then says how
   */
  Chromium(boolean pressure) {
    this(pressure ? List.of() : List.of(ChromiumFlags.WITHOUT_PRESSURE), List.of());
  }

  /** One in which frames of other sites have storage, started with {@code moreFlags}. */
  static Chromium withPartitions(String... moreFlags) {
    List<String> flags = new ArrayList<>(List.of(moreFlags));
    flags.add(ChromiumFlags.WITHOUT_PRESSURE);
    flags.add(DISABLED.replace("ThirdPartyStoragePartitioning,", ""));
    return new Chromium(flags, List.of(DISABLED));
  }

  /**
   * One whose pages find each other by this machine's own addresses, so that nothing is asked of
   * the network around it.
   */
  static Chromium withAddresses() {
    return new Chromium(
        List.of(ChromiumFlags.WITHOUT_PRESSURE, DISABLED + ",WebRtcHideLocalIpsWithMdns"),
        List.of(DISABLED));
  }

  private Chromium(List<String> moreFlags, List<String> without) {
    List<String> flags = new ArrayList<>(ChromiumFlags.QUIET);
    flags.addAll(moreFlags);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(ChromiumPath.find())
                    .setIgnoreDefaultArgs(without)
                    .setArgs(flags));
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
