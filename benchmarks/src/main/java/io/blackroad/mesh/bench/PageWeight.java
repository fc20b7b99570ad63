package io.blackroad.mesh.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.blackroad.mesh.demo.Visitors;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bytes: what a page fetches before any consent, and how large the node is. */
final class PageWeight {
  private static final double BYTES_PER_KB = 1_000;

  /** What turns node.wasm into a running node. */
  private static final List<String> LOADER =
      List.of(
          "node.wasm-runtime.js",
          "node-worker.js",
          "executor-worker.js",
          "model-parts.js",
          "parted-session.js",
          "protobuf.js",
          "page.js",
          "page-node.js");

  private final BenchSeed seed;
  private final Visitors visitors;

  PageWeight(BenchSeed seed, Visitors visitors) {
    this.seed = seed;
    this.visitors = visitors;
  }

  void run(Findings findings) {
    Map<String, Double> fetched = fetchedBeforeConsent();
    double mesh = fetched.values().stream().mapToDouble(Double::doubleValue).sum() / BYTES_PER_KB;
    fetched.forEach((path, bytes) -> findings.add(path, path, bytes / BYTES_PER_KB, "kB"));
    findings.add("beforeConsent", "all that the mesh adds to a page before consent", mesh, "kB");
    findings.judge(
        Target.atMost("fetched before consent, headers included (gzip)", mesh, 10, "kB"));
    HttpClient http = HttpClient.newHttpClient();
    double raw = size(http, "node.wasm", "identity");
    double zipped = size(http, "node.wasm", "gzip");
    double loader = LOADER.stream().mapToDouble(file -> size(http, file, "gzip")).sum();
    findings.add("nodeWasm", "node.wasm", raw, "kB");
    findings.add("nodeWasmGzip", "node.wasm, gzip", zipped, "kB");
    findings.add("loaderGzip", "its loader: " + String.join(", ", LOADER) + ", gzip", loader, "kB");
    double seal = size(http, "seal.wasm", "gzip");
    findings.add("sealWasmGzip", "seal.wasm, gzip, for the first sealed task", seal, "kB");
    findings.judge(Target.atMost("node.wasm, uncompressed", raw, 200, "kB"));
    findings.judge(Target.atMost("loader of node.wasm (gzip)", loader, 30, "kB"));
  }

  private double size(HttpClient http, String file, String encoding) {
    return seed.sent(http, "/mesh/" + file, encoding).length / BYTES_PER_KB;
  }

  /** Bytes on the wire by path, the page's own document left out. */
  private Map<String, Double> fetchedBeforeConsent() {
    Map<String, String> paths = new TreeMap<>();
    Map<String, Double> bytes = new TreeMap<>();
    try (BrowserContext profile = visitors.newContext()) {
      Page page = profile.newPage();
      CDPSession devTools = profile.newCDPSession(page);
      devTools.send("Network.enable");
      devTools.on(
          "Network.requestWillBeSent",
          event -> paths.put(text(event, "requestId"), path(event.getAsJsonObject("request"))));
      devTools.on(
          "Network.loadingFinished",
          event ->
              bytes.merge(
                  paths.getOrDefault(text(event, "requestId"), "?"),
                  event.get("encodedDataLength").getAsDouble(),
                  Double::sum));
      page.navigate(seed.url().toString());
      page.frameLocator("iframe[src*='/mesh/widget.html']").locator("#pill").waitFor();
      page.waitForLoadState(LoadState.NETWORKIDLE);
    }
    bytes.remove("/");
    bytes.keySet().removeIf(path -> path.startsWith("data:"));
    return bytes;
  }

  private static String text(JsonObject event, String field) {
    return event.get(field).getAsString();
  }

  private static String path(JsonObject request) {
    String url = text(request, "url");
    return url.startsWith("data:") ? "data:" : String.valueOf(URI.create(url).getPath());
  }
}
