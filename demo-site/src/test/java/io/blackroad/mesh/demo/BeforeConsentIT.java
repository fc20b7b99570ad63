package io.blackroad.mesh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before a visitor says yes: the widget's own few kilobytes, and nothing else in any sense. */
class BeforeConsentIT {
  private static final int MESH_BYTES_MAX = 10_000;

  /** What the library itself loads: its page, style, scripts, icon and typefaces. */
  private static final Pattern OWN_TO_SITE =
      Pattern.compile("/|/site\\.css|/theme\\.js|/[a-z]+\\.svg|/fonts/.*");

  private static final List<String> ALLOWED =
      List.of("/mesh.js", "/mesh/widget.css", "/mesh/widget.html", "/mesh/widget.js");

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
      visitor.widget().locator("#pill").click();
      visitor.widget().locator("#lend").waitFor();

      assertEquals(ALLOWED, meshPaths.stream().sorted().distinct().toList());
      assertTrue(bytes[0] > 0 && bytes[0] <= MESH_BYTES_MAX, bytes[0] + " bytes on the wire");
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
