package io.blackroad.mesh.seed.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a site and of the mesh, and what must never be served. */
class StaticFilesTest {
  private static final Pattern ETAG = Pattern.compile("(?i)etag: (\\S+)");

  @TempDir private Path folder;
  private TestSite site;
  private byte[] large = new byte[0];

  @BeforeEach
  void start() throws IOException {
    Path root = Files.createDirectories(folder.resolve("site"));
    Files.createDirectories(root.resolve("docs"));
    Files.createDirectories(root.resolve("mesh"));
    Files.writeString(root.resolve("index.html"), "<p>home");
    Files.writeString(root.resolve("about.html"), "<p>about");
    Files.writeString(root.resolve("docs/index.html"), "<p>docs");
    Files.writeString(root.resolve("a b.txt"), "spaces");
    Files.writeString(root.resolve("app.js"), "let x = 1;\n".repeat(1_000));
    Files.writeString(root.resolve("mesh.js"), "// not the mesh's");
    Files.writeString(root.resolve("mesh/node-worker.js"), "// not the mesh's");
    Files.writeString(root.resolve(".secret"), "treasure");
    Files.writeString(folder.resolve("outside.txt"), "treasure");
    Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("outside.txt"));
    large = new byte[3 << 20];
    new Random(7).nextBytes(large);
    Files.write(root.resolve("large.bin"), large);
    StaticFiles files = new StaticFiles(new BundledFiles("mesh-web-test/"), new FolderFiles(root));
    site = TestSite.of(new Router(Handler.of(files)), HttpLimits.STANDARD);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void findsPagesByTheirShortNames() throws IOException {
    assertTrue(site.get("/").endsWith("<p>home"));
    assertTrue(site.get("/about").endsWith("<p>about"));
    assertTrue(site.get("/docs/").endsWith("<p>docs"));
    assertTrue(site.get("/a%20b.txt").endsWith("spaces"));
    String moved = site.get("/docs");
    assertTrue(moved.startsWith("HTTP/1.1 308 "), moved);
    assertTrue(moved.contains("Location: ./docs/\r\n"), moved);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../outside.txt",
        "/docs/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e%2foutside.txt",
        "/..%5coutside.txt",
        "/%252e%252e/outside.txt",
        "//etc/passwd",
        "/docs//index.html",
        "/link.txt",
        "/.secret",
        "/docs/.",
        "/a:b",
        "/missing",
        "/about.html/x"
      })
  void servesNothingOutsideOfTheSite(String path) throws IOException {
    String answer = site.get(path);
    assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
    assertFalse(answer.contains("treasure"), answer);
  }

  @Test
  void letsASiteReplaceNothingOfTheMesh() throws IOException {
    assertTrue(site.get("/mesh/node-worker.js").endsWith("// bundled worker\n"));
    assertTrue(site.get("/mesh.js").startsWith("HTTP/1.1 404 "));
  }

  @Test
  void givesOnlyTheMeshsWorkersTheRightToMakeCode() throws IOException {
    for (String path : List.of("/mesh/node-worker.js", "/mesh/service-worker.js")) {
      String worker = site.get(path);
      assertTrue(worker.contains("script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'"), worker);
      assertTrue(worker.contains("Cross-Origin-Embedder-Policy: require-corp"), worker);
    }
    for (String path :
        List.of("/", "/app.js", "/mesh/widget.html", "/mesh/app.html", "/mesh/other.js")) {
      String answer = site.get(path);
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      assertFalse(answer.contains("'unsafe-eval'"), answer);
      assertEquals(1, answer.split("Content-Security-Policy", -1).length - 1, answer);
    }
    assertTrue(site.get("/mesh/widget.html").contains("frame-ancestors *"));
    assertTrue(site.get("/").contains("frame-ancestors 'self'"));
    assertTrue(site.get("/").contains("Cross-Origin-Opener-Policy: same-origin"));
  }

  @Test
  void letsTheAppNameItsManifestAndNobodyFrameIt() throws IOException {
    String app = site.get("/mesh/app.html");
    assertTrue(app.contains("; manifest-src 'self'; frame-ancestors 'none'"), app);
    assertFalse(app.contains("frame-ancestors *"), app);
    String manifest = site.get("/mesh/manifest.webmanifest");
    assertTrue(manifest.contains("Content-Type: application/manifest+json"), manifest);
  }

  @Test
  void compressesWhereItIsWelcome() throws IOException {
    String small = site.get("/app.js", "Accept-Encoding: br, gzip;q=0.5");
    assertTrue(small.contains("Content-Encoding: gzip"), small);
    byte[] coded = body(small).getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(coded.length < 1_000, coded.length + " bytes");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(coded)).readAllBytes();
    assertEquals("let x = 1;\n".repeat(1_000), new String(plain, StandardCharsets.UTF_8));
    assertTrue(site.get("/app.js", "Accept-Encoding: gzip;q=0").endsWith("let x = 1;\n"));
    assertTrue(site.get("/app.js").endsWith("let x = 1;\n"));
  }

  @Test
  void sendsNothingTwice() throws IOException {
    Matcher etag = ETAG.matcher(site.get("/about"));
    assertTrue(etag.find());
    String again = site.get("/about", "If-None-Match: W/\"x\", " + etag.group(1));
    assertTrue(again.startsWith("HTTP/1.1 304 "), again);
    assertEquals("", body(again));
    Files.writeString(folder.resolve("site/about.html"), "<p>changed");
    assertTrue(site.get("/about", "If-None-Match: " + etag.group(1)).endsWith("<p>changed"));
  }

  @Test
  void streamsALargeFileWholeAndInPart() throws IOException {
    String all = body(site.get("/large.bin"));
    assertEquals(new String(large, StandardCharsets.ISO_8859_1), all);
    String part = site.get("/large.bin", "Range: bytes=1000000-1000009");
    assertTrue(part.startsWith("HTTP/1.1 206 "), part);
    assertTrue(part.contains("Content-Range: bytes 1000000-1000009/3145728\r\n"), part);
    assertEquals(all.substring(1_000_000, 1_000_010), body(part));
    assertEquals(all.substring(all.length() - 5), body(site.get("/large.bin", "Range: bytes=-5")));
    String beyond = site.get("/large.bin", "Range: bytes=9999999-");
    assertTrue(beyond.startsWith("HTTP/1.1 416 "), beyond);
    assertEquals(all.length(), body(site.get("/large.bin", "Range: lines=1-2")).length());
  }

  @Test
  void namesWhatFilesAre() throws IOException {
    assertTrue(site.get("/app.js").contains("Content-Type: text/javascript; charset=utf-8"));
    assertTrue(site.get("/about").contains("Content-Type: text/html; charset=utf-8"));
    assertEquals("application/wasm", MediaTypes.of("x.wasm"));
  }
}
