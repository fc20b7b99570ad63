package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.FilledSeed;
import io.blackroad.mesh.seed.TestSeed;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries and proofs over HTTP, and that nothing is shown that is not for strangers. */
@Timeout(120)
class LogProofApiTest {
  private static final int SIZE = 700;

  @TempDir private static Path data;
  private static TestSeed seed;
  private static List<LoggedEntry> entries;

  @BeforeAll
  static void start() throws Exception {
    entries = FilledSeed.in(data, SIZE);
    seed = TestSeed.withoutFallback(data);
  }

  @AfterAll
  static void stop() {
    seed.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/log/tile/7/x999/x999/999, 404, not-yet",
    "/log/tile/0/x999/x999/x999/x999/999, 404, not-yet",
    "/log/tile/entries/x999/x999/x999/x999/999, 404, not-yet",
    "/log/entries/x999/x999/x999/x999/999, 404, not-yet",
    "/log/entry/9007199254740991, 404, unknown-entry",
    "/log/entry/9007199254740992, 400, bad-seq",
    "/log/entry/99999999999999999999, 400, bad-seq",
    "/log/entry/-1, 400, bad-seq",
    "/log/entry/+1, 400, bad-seq",
    "/log/entry/1.0, 400, bad-seq",
    "/log/entry/one, 400, bad-seq",
    "/log/proof/inclusion, 400, bad-seq",
    "/log/proof/inclusion?seq=, 400, bad-seq",
    "/log/proof/inclusion?seq=1&size=0, 400, bad-size",
    "/log/proof/inclusion?seq=1&size=-5, 400, bad-size",
    "/log/proof/inclusion?seq=1&size=9007199254740991, 404, not-yet",
    "/log/proof/inclusion?seq=9007199254740991, 404, unknown-entry",
    "/log/proof/inclusion?seq=5&size=5, 404, unknown-entry",
    "/log/proof/inclusion?seq=1&sise=5, 400, unknown-member",
    "/log/proof/consistency, 400, bad-from",
    "/log/proof/consistency?from=0, 400, bad-from",
    "/log/proof/consistency?from=9&to=8, 400, bad-to",
    "/log/proof/consistency?from=1&to=9007199254740991, 404, not-yet",
    "/log/proof/consistency?from=9007199254740991, 404, not-yet",
    "/log/proof, 404, not-found",
    "/log/, 404, not-found",
    "/log/tiles/0/000, 404, not-found",
  })
  void saysWhatIsWrongWithAQuestion(String path, int status, String slug) throws Exception {
    assertProblem(seed.get(path), status, slug);
  }

  @Test
  void writesNothing() throws Exception {
    assertEquals(405, seed.post("/log/checkpoint", "{}").statusCode());
    assertEquals(405, seed.delete("/log/entry/3").statusCode());
    assertEquals(405, seed.delete("/log/tile/0/000").statusCode());
  }

  @Test
  void entriesAreShownByTheirHashesAndTheSeedsOwnWords() throws Exception {
    JsonNode own = TestSeed.json(seed.get("/log/entry/0"));
    assertEquals("GENESIS", own.path("entry").path("action_type").asText());
    assertTrue(own.path("entry").has("salt"));
    assertFalse(own.path("erased").asBoolean(true));
    JsonNode other = TestSeed.json(seed.get("/log/entry/300"));
    assertEquals(entries.get(300).entry().hash(), other.path("entry").path("hash").asText());
    assertFalse(other.path("entry").has("payload"));
    assertFalse(other.path("entry").has("salt"));
  }

  @Test
  void proofsAreOfTheSizeThatWasAskedFor() throws Exception {
    JsonNode newest = TestSeed.json(seed.get("/log/proof/inclusion?seq=12"));
    assertTrue(newest.path("checkpoint").path("tree_size").asLong() >= SIZE);
    JsonNode unsigned = TestSeed.json(seed.get("/log/proof/inclusion?seq=12&size=512"));
    assertTrue(unsigned.path("checkpoint").isNull());
    assertEquals(9, unsigned.path("path").size());
    JsonNode signed = TestSeed.json(seed.get("/log/proof/inclusion?seq=0&size=" + SIZE));
    assertEquals(SIZE, signed.path("checkpoint").path("tree_size").asLong());
    JsonNode consistency = TestSeed.json(seed.get("/log/proof/consistency?from=512&to=600"));
    assertEquals(512, consistency.path("size1").asLong());
    assertEquals(600, consistency.path("size2").asLong());
    assertEquals(
        0, TestSeed.json(seed.get("/log/proof/consistency?from=7&to=7")).path("path").size());
    assertEquals("no-cache", field(seed.get("/log/proof/consistency?from=7"), "Cache-Control"));
  }

  @Test
  void noAnswerHoldsWhatIsNotForStrangers() throws Exception {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/log/checkpoint",
                "/log/checkpoint.json",
                "/log/key",
                "/log/witnessed",
                "/log/witnessed.json",
                "/log/code",
                "/log/entries/000",
                "/log/entries/001",
                "/log/entries/002.p/100",
                "/log/tile/0/000",
                "/log/tile/entries/000",
                "/api/mesh",
                "/api/log?from=0&limit=1000",
                "/api/nodes/" + FilledSeed.NODE,
                "/api/models",
                "/healthz"));
    for (LoggedEntry entry : entries) {
      paths.add("/log/entry/" + entry.entry().seq());
      paths.add("/log/proof/inclusion?seq=" + entry.entry().seq());
    }
    StringBuilder all = new StringBuilder();
    for (String path : paths) {
      all.append(seed.get(path).body()).append('\n');
    }
    String said = all.toString();
    assertTrue(said.contains(entries.get(300).entry().payloadHash()), "nothing was read");
    assertFalse(said.contains(FilledSeed.SECRET));
    for (LoggedEntry entry : entries) {
      boolean own = PublicLog.isShownWhole(entry);
      assertEquals(own, said.contains(Objects.requireNonNull(entry.salt())), entry.toString());
    }
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
