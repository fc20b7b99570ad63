package io.blackroad.mesh.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves the bench page and the rival's files, cross-origin isolated like the consent widget, on a
 * port of its own: a seed's site may not run WebAssembly outside the mesh's own workers.
 */
final class BenchSite implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript",
          "mjs", "text/javascript",
          "json", "application/json",
          "wasm", "application/wasm");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final @Nullable Path rival;

  private BenchSite(HttpServer server, @Nullable Path rival) {
    this.server = server;
    this.rival = rival;
  }

  /**
   * Starts on a free port of this machine.
   *
   * @param rival folder served as {@code /rival/}, or null
   */
  static BenchSite start(@Nullable Path rival) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      BenchSite site = new BenchSite(server, rival);
      server.createContext("/", site::answer);
      server.setExecutor(site.threads);
      server.start();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestURI().getPath();
      String name = asked == null || asked.equals("/") ? "index.html" : asked.substring(1);
      byte[] body = body(name);
      if (body == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String extension = name.substring(name.lastIndexOf('.') + 1);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("Cross-Origin-Embedder-Policy", "require-corp");
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private byte @Nullable [] body(String name) throws IOException {
    if (name.startsWith("rival/") && rival != null) {
      Path file = rival.resolve(name.substring("rival/".length())).normalize();
      return file.startsWith(rival) && Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }
    boolean mesh = name.startsWith("mesh-web/") || name.startsWith("mesh-conformance/");
    String folder = mesh ? "/META-INF/" : "/bench-web/";
    try (InputStream in = BenchSite.class.getResourceAsStream(folder + name)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
