package io.blackroad.mesh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before a visitor says yes: the widget's own few kilobytes, and nothing else in any sense. */
class BeforeConsentIT {
  private static final int CLOSED_BYTES_MAX = 10_000;

  /** With the panel that a visitor has opened, in one language. */
  private static final int OPENED_BYTES_MAX = 30_000;

  /** What the library itself loads: its page, style, scripts, icon and typefaces. */
  private static final Pattern OWN_TO_SITE =
      Pattern.compile("/|/site\\.css|/theme\\.js|/[a-z]+\\.svg|/fonts/.*");

  private static final List<String> CLOSED =
      List.of("/mesh.js", "/mesh/widget.css", "/mesh/widget.html", "/mesh/widget.js");

  private static final List<String> OPENED =
      List.of(
          "/mesh.js",
          "/mesh/messages/en.js",
          "/mesh/panel.css",
          "/mesh/panel.js",
          "/mesh/settings.js",
          "/mesh/sight.js",
          "/mesh/widget.css",
          "/mesh/widget.html",
          "/mesh/widget.js",
          "/mesh/words.js");

  @Test
  void nothingButTheWidgetIsLoadedOpenedOrStored(@TempDir Path data) {
    try (TestSeed seed = TestSeed.start(data, false);
        Visitors visitors = Visitors.launch()) {
      BrowserContext context = visitors.newContext();
      Page page = context.newPage();
      List<String> meshPaths = new ArrayList<>();
      List<String> sockets = new ArrayList<>();
      List<String> workers = new ArrayList<>();
      page.onRequest(
          request -> {
            String path = path(request.url());
            if (!OWN_TO_SITE.matcher(path).matches()) {
              meshPaths.add(path);
            }
          });
      page.onWebSocket(socket -> sockets.add(socket.url()));
      page.onWorker(worker -> workers.add(worker.url()));
      long[] bytes = countBytes(context, page);

      page.navigate(seed.url().toString());
      Visitor visitor = Visitor.of(page);
      visitor.widget().locator("#pill").waitFor();
      page.waitForLoadState(LoadState.NETWORKIDLE);

      assertEquals(CLOSED, meshPaths.stream().sorted().distinct().toList());
      assertTrue(bytes[0] > 0 && bytes[0] <= CLOSED_BYTES_MAX, bytes[0] + " bytes on the wire");
      visitor.openPanel();
      visitor.widget().locator("#lend").waitFor();
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertEquals(OPENED, meshPaths.stream().sorted().distinct().toList());
      assertTrue(bytes[0] <= OPENED_BYTES_MAX, bytes[0] + " bytes with the panel open");
      assertEquals(List.of(), sockets);
      assertEquals(List.of(), workers);
      assertEquals(0, stored(context, page, seed.url()));
      assertEquals(
          0, page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)"));
      assertEquals(0, seed.client().mesh().path("nodes").size());
    }
  }

  /** Counts what the mesh's own files cost on the wire, headers included, as the browser saw it. */
  private static long[] countBytes(BrowserContext context, Page page) {
    CDPSession cdp = context.newCDPSession(page);
    List<String> meshRequests = new ArrayList<>();
    long[] bytes = new long[1];
    cdp.send("Network.enable");
    cdp.on(
        "Network.responseReceived",
        event -> {
          String url = event.getAsJsonObject("response").get("url").getAsString();
          if (!OWN_TO_SITE.matcher(path(url)).matches()) {
            meshRequests.add(event.get("requestId").getAsString());
          }
        });
    cdp.on(
        "Network.loadingFinished",
        event -> {
          if (meshRequests.contains(event.get("requestId").getAsString())) {
            bytes[0] += event.get("encodedDataLength").getAsLong();
          }
        });
    return bytes;
  }

  private static String path(String url) {
    return String.valueOf(URI.create(url).getPath());
  }

  private static long stored(BrowserContext context, Page page, URI origin) {
    JsonObject query = new JsonObject();
    query.addProperty("origin", origin.toString());
    JsonObject usage = context.newCDPSession(page).send("Storage.getUsageAndQuota", query);
    return usage.get("usage").getAsLong();
  }
}
