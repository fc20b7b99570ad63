package io.blackroad.mesh.browser;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.witness.CodeManifest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The built web files as a seed serves them, with the same headers, plus what tests put beside
 * them. Remembers which paths were asked for.
 */
final class TestSite implements AutoCloseable {
  private static final Path MESH_WEB = Path.of("target/classes/META-INF/mesh-web");
  private static final Path CONFORMANCE = Path.of("target/classes/META-INF/mesh-conformance");
  private static final Path TEST_WEB = Path.of("target/test-web");

  /** A page of the site around the mesh: as strict as a page can be. */
  static final String STRICT_PAGE = "/mesh/strict.html";

  /** A page that may load the tests' own WebAssembly. */
  static final String TEST_PAGE = "/test/page.html";

  private static final String STRICT =
      "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self'";
  private static final String WORKER =
      "default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; connect-src * ws:";

  private static final Path VECTORS = Path.of("../spec/vectors");

  private final HttpServer server;
  private final TestFront front;
  private final Map<String, Supplier<byte[]>> extras = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  TestSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    front = new TestFront(server.getAddress().getPort());
    put(STRICT_PAGE, page());
    put(TEST_PAGE, page());
    put("/favicon.ico", new byte[0]);
  }

  private static byte[] page() {
    return "<!doctype html><title>test</title>".getBytes(StandardCharsets.UTF_8);
  }

  String url(String path) {
    return "http://127.0.0.1:" + front.port() + path;
  }

  /** Serves {@code body} at {@code path} from now on. */
  void put(String path, byte[] body) {
    extras.put(path, () -> body);
  }

  /** Lets {@code seed} answer {@code /log/code} and the nodes' sockets from now on. */
  void serve(TestSeed seed) {
    extras.put("/log/code", seed::codeReceipt);
    front.onSocket(seed::serve);
  }

  /** What is served of the node at this moment. */
  CodeManifest code() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(MESH_WEB)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = MESH_WEB.relativize(file).toString();
        byte[] body = Objects.requireNonNull(body("/" + path));
        if (!path.endsWith(".txt") && !path.endsWith(".json")) {
          files.put(path, Hex.of(new Sha256().sha256(body)));
        }
      }
    }
    return new CodeManifest(files);
  }

  void remove(String path) {
    extras.remove(path);
  }

  /** How often {@code path} has been asked for. */
  long requests(String path) {
    return requests.stream().filter(path::equals).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = Objects.requireNonNull(exchange.getRequestURI().getPath());
      requests.add(path);
      byte[] body = body(path);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", type(path));
      headers.set("Access-Control-Allow-Origin", "*");
      headers.set("Cross-Origin-Resource-Policy", "cross-origin");
      headers.set("Cross-Origin-Embedder-Policy", "require-corp");
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("X-Content-Type-Options", "nosniff");
      if (path.endsWith("-worker.js")) {
        headers.set("Content-Security-Policy", WORKER);
      } else if (path.equals(STRICT_PAGE)) {
        headers.set("Content-Security-Policy", STRICT);
      }
      if (body == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException gone) {
      // The browser went away in the middle of an answer, as browsers do.
    }
  }

  /** Where WebSockets go. */
  TestFront front() {
    return front;
  }

  /** What is served at {@code path} now. */
  byte[] file(String path) throws IOException {
    return Objects.requireNonNull(body(path), path).clone();
  }

  private byte @Nullable [] body(String path) throws IOException {
    Supplier<byte[]> extra = extras.get(path);
    if (extra != null) {
      return extra.get();
    }
    Path file = onDisk(path);
    return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
  }

  private static Path onDisk(String path) {
    if (path.startsWith("/test/")) {
      return TEST_WEB.resolve(path.substring("/test/".length()));
    }
    if (path.startsWith("/conformance/")) {
      return CONFORMANCE.resolve(path.substring("/conformance/".length()));
    }
    return path.startsWith("/vectors/")
        ? VECTORS.resolve(path.substring("/vectors/".length()))
        : MESH_WEB.resolve(path.substring(1));
  }

  private static String type(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "css" -> "text/css";
      case "html" -> "text/html; charset=utf-8";
      case "js", "mjs" -> "text/javascript";
      case "wasm" -> "application/wasm";
      case "svg" -> "image/svg+xml";
      case "json" -> "application/json";
      case "png" -> "image/png";
      case "webmanifest" -> "application/manifest+json";
      default -> "application/octet-stream";
    };
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.stop(0);
  }
}
