package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.seed.FilledSeed;
import io.blackroad.mesh.seed.TestSeed;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as strangers read it, over HTTP. */
@Timeout(120)
class LogApiTest {
  private static final int SIZE = 700;
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  @TempDir private static Path data;
  private static TestSeed seed;

  @BeforeAll
  static void start() throws Exception {
    FilledSeed.in(data, SIZE);
    seed = TestSeed.withoutFallback(data);
  }

  @AfterAll
  static void stop() {
    seed.close();
  }

  @Test
  void aReaderWrittenFromTheSpecificationAgrees() throws Exception {
    TileReader reader = new TileReader(seed);
    assertEquals("mesh/" + seed.seedId(), reader.origin);
    assertTrue(reader.size >= SIZE, "" + reader.size);
    assertArrayEquals(reader.root, reader.rootOfLeaves());
    assertArrayEquals(reader.root, reader.rootOfBundles());
    assertTrue(reader.upperTilesAgree());
    JsonNode proof = TestSeed.json(seed.get("/log/proof/inclusion?seq=300&size=" + reader.size));
    assertEquals(
        reader.inclusion(300), proof.path("path").valueStream().map(JsonNode::asText).toList());
  }

  @Test
  void theNoteIsSignedByTheKeyThatIsShown() throws Exception {
    String note = seed.get("/log/checkpoint").body();
    String key = seed.get("/log/key").body().strip();
    String[] parts = key.split("\\+", 3);
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    assertEquals(1, typed[0]);
    String body = note.substring(0, note.indexOf("\n\n") + 1);
    String line = note.substring(note.indexOf("\n\n") + 2).lines().findFirst().orElseThrow();
    assertTrue(line.startsWith("\u2014 mesh/" + seed.seedId() + " "), line);
    byte[] blob = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
    assertEquals(parts[1], HexFormat.of().formatHex(blob, 0, 4));
    byte[] der = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] spki = Arrays.copyOf(der, der.length + 32);
    System.arraycopy(typed, 1, spki, der.length, 32);
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
    check.update(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertTrue(check.verify(blob, 4, blob.length - 4));
  }

  @Test
  void checkpointsAreOneInBothForms() throws Exception {
    JsonNode json = TestSeed.json(seed.get("/log/checkpoint.json"));
    TileReader reader = new TileReader(seed);
    assertEquals(reader.size, json.path("tree_size").asLong());
    assertEquals(HexFormat.of().formatHex(reader.root), json.path("merkle_root").asText());
    HttpResponse<String> note = seed.get("/log/checkpoint");
    assertEquals("text/plain; charset=utf-8", field(note, "Content-Type"));
    assertEquals("public, max-age=1", field(note, "Cache-Control"));
    assertEquals("*", field(note, "Access-Control-Allow-Origin"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 127, 128, 255})
  void aTileInPartIsTheBeginningOfTheWhole(int width) throws Exception {
    byte[] whole = bytes("/log/tile/0/001");
    assertEquals(256 * 32, whole.length);
    assertArrayEquals(Arrays.copyOf(whole, 32 * width), bytes("/log/tile/0/001.p/" + width));
    byte[] bundle = bytes("/log/tile/entries/001");
    assertArrayEquals(Arrays.copyOf(bundle, 34 * width), bytes("/log/tile/entries/001.p/" + width));
    String lines = seed.get("/log/entries/001").body();
    String part = seed.get("/log/entries/001.p/" + width).body();
    assertTrue(lines.startsWith(part));
    assertEquals(width, part.lines().count());
  }

  @Test
  void everyWidthAtTheEdgeIsThereAndNoWider() throws Exception {
    long size = TestSeed.json(seed.get("/log/checkpoint.json")).path("tree_size").asLong();
    int edge = (int) (size % 256);
    for (int width = 1; width <= edge; width++) {
      assertEquals(32 * width, bytes("/log/tile/0/002.p/" + width).length);
    }
    for (String form : List.of("tile/0/", "tile/entries/", "entries/")) {
      assertEquals(404, seed.get("/log/" + form + "002.p/255").statusCode());
      assertEquals(404, seed.get("/log/" + form + "002").statusCode());
      assertEquals(404, seed.get("/log/" + form + "003.p/1").statusCode());
    }
  }

  @Test
  void whatLastsIsCachedForEverAndWhatIsNotThereYetIsNot() throws Exception {
    for (String path :
        List.of(
            "/log/tile/0/000",
            "/log/tile/entries/000",
            "/log/entries/000",
            "/log/tile/1/000.p/2",
            "/log/proof/consistency?from=1&to=600")) {
      HttpResponse<String> answer = seed.get(path);
      assertEquals(200, answer.statusCode(), path);
      assertEquals(FOR_EVER, field(answer, "Cache-Control"), path);
      assertEquals("*", field(answer, "Access-Control-Allow-Origin"));
      HttpResponse<String> head =
          seed.send(seed.request(path).method("HEAD", BodyPublishers.noBody()));
      assertEquals(200, head.statusCode());
      assertEquals(field(answer, "Content-Length"), field(head, "Content-Length"));
      assertEquals("", head.body());
    }
    HttpResponse<String> beyond = seed.get("/log/tile/0/x001/000");
    assertEquals(404, beyond.statusCode());
    assertEquals("no-store", field(beyond, "Cache-Control"));
    assertEquals("application/problem+json", field(beyond, "Content-Type"));
    assertEquals("application/octet-stream", field(seed.get("/log/tile/0/000"), "Content-Type"));
    assertEquals("application/x-ndjson", field(seed.get("/log/entries/000"), "Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/0/0",
        "/log/tile/0/00",
        "/log/tile/0/0000",
        "/log/tile/8/000",
        "/log/tile/-1/000",
        "/log/tile/00/000",
        "/log/tile/0/000.p/0",
        "/log/tile/0/000.p/256",
        "/log/tile/0/000.p/01",
        "/log/tile/0/000.p/",
        "/log/tile/0/000.p/1/",
        "/log/tile/0/000.p/-1",
        "/log/tile/0/x000/000",
        "/log/tile/0/001/000",
        "/log/tile/0/x001",
        "/log/tile/0/",
        "/log/tile/0",
        "/log/tile/"
      })
  void refusesWhatIsNoTile(String path) throws Exception {
    assertNoTile(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/entries/0",
        "/log/tile/entries/000.p/300",
        "/log/tile/0/%2e%2e/000",
        "/log/tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "/log/tile/data/000",
        "/log/tile/0//000",
        "/log/entries/1",
        "/log/entries/",
        "/log/entries/000.p/257",
        "/log/entries/entries/000",
        "/log/entries/0/000",
        "/log/tile/0/000.P/1",
        "/log/tile/0/\u0660\u0660\u0660"
      })
  void refusesWhatIsNoBundle(String path) throws Exception {
    assertNoTile(path);
  }

  private static void assertNoTile(String path) throws Exception {
    assertProblem(
        seed.get(java.net.URI.create("http://h" + path).toASCIIString().substring(8)),
        400,
        "bad-tile");
  }

  private static byte[] bytes(String path) throws Exception {
    HttpResponse<byte[]> answer = seed.sendForBytes(seed.request(path));
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  private static String field(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String slug)
      throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    JsonNode problem = TestSeed.json(response);
    assertEquals("urn:blackroad:mesh:problem:" + slug, problem.path("type").asText());
    assertFalse(problem.path("detail").asText().isBlank());
  }
}
