package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.seed.SeedParts;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.http.HttpLimits;
import io.blackroad.mesh.seed.signal.SignalLimits;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to ask wrongly, and whether the answer says what to do next. */
@Timeout(90)
class ApiErrorsTest {
  private static final ApiLimits LIMITS =
      ApiLimits.STANDARD.withTexts(5, 100).withEmbeddingMillis(300);

  @TempDir private static Path data;
  private static TestSeed seed;

  @BeforeAll
  static void start() throws Exception {
    seed =
        TestSeed.start(
            SeedOptions.in(data).withFallback(false),
            new SeedParts.Limits(HttpLimits.STANDARD, SignalLimits.STANDARD, LIMITS));
  }

  @AfterAll
  static void stop() {
    seed.close();
  }

  private static void assertProblem(HttpResponse<String> response, int status, String slug)
      throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = TestSeed.json(response);
    assertEquals("urn:blackroad:mesh:problem:" + slug, problem.path("type").asText());
    assertEquals(status, problem.path("status").asInt());
    assertFalse(problem.path("title").asText().isBlank());
    assertFalse(problem.path("detail").asText().isBlank());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"texts\":[\"a\" \"b\"]} | 400 | malformed-json | line 1, column 15",
        "{\"texts\":[\"a\"] | 400 | malformed-json | line 1",
        "{\"texts\":[\"a\"],\"texts\":[]} | 400 | malformed-json | Duplicate",
        "{\"texts\":[\"a\"]} x | 400 | malformed-json | line 1",
        "{\"texts\":[\"a\"]} {} | 400 | wrong-type | nothing",
        "[\"a\"] | 400 | wrong-type | an object",
        "`` | 400 | wrong-type | an object",
        "{\"texts\":\"a\"} | 400 | wrong-type | an array of strings",
        "{\"texts\":[\"a\",7]} | 400 | wrong-type | texts[1]",
        "{\"texts\":[\"a\"],\"model\":null} | 400 | wrong-type | model",
        "{\"text\":[\"a\"]} | 400 | unknown-member | Did you mean 'texts'?",
        "{\"texts\":[\"a\"],\"zebra\":1} | 400 | unknown-member | Known: kind, model",
        "{\"texts\":[]} | 422 | no-texts | at least one",
        "{} | 422 | no-texts | at least one",
        "{\"texts\":[\"a\",\" \"]} | 422 | empty-text | texts[1]",
        "{\"texts\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]} | 422 | too-many-texts | at most 5",
        "{\"texts\":[\"a\"],\"model\":\"gpt\"} | 422 | unknown-model | It has: words, missing",
        "{\"texts\":[\"a\"],\"model\":\"missing\"} | 409 | model-absent | DATA/models",
        "{\"texts\":[\"a\"],\"confidence\":\"sure\"} | 422 | bad-confidence | 'quorum'",
        "{\"texts\":[\"a\"],\"privacy\":\"sealed\"} | 400 | no-job-token | Mesh-Job-Token",
        "{\"texts\":[\"a\"],\"privacy\":\"shared\"} | 422 | privacy-not-offered | 'shared'",
        "{\"texts\":[\"a\"],\"privacy\":\"Open\"} | 422 | bad-privacy | 'Open'",
        "{\"texts\":[\"a\"],\"privacy\":true} | 400 | wrong-type | privacy",
        "{\"texts\":[\"a\"],\"kind\":\"chat\"} | 422 | bad-kind | 'embedding'",
        "{\"texts\":[\"a\"],\"purpose\":\"a\\nb\"} | 422 | bad-purpose | one line",
      })
  void refusesAWrongJob(String body, int status, String slug, String hint) throws Exception {
    HttpResponse<String> response = seed.post("/api/jobs", body);
    assertProblem(response, status, slug);
    String detail = TestSeed.json(response).path("detail").asText();
    assertTrue(detail.contains(hint), detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "?model=words | \"a\"~\"b | 400 | malformed-json | Line 2",
        "?model=words | \"a\"~17 | 400 | wrong-type | line 2",
        "?model=words | {\"txt\":\"a\"} | 400 | unknown-member | 'text'",
        "?model=words | {\"text\":\"a\",\"id\":1} | 400 | unknown-member | id",
        "?model=words | \"a\" \"b\" | 400 | wrong-type | one JSON value",
        "?modl=words | \"a\" | 400 | unknown-member | Did you mean 'model'?",
        "?model=nope | \"a\" | 422 | unknown-model | words",
        "?confidence=1 | \"a\" | 422 | bad-confidence | quorum",
        "?privacy=sealed | \"a\" | 400 | no-job-token | Mesh-Job-Token",
        "?model=words | `` | 422 | no-texts | at least one",
        "?model=words | \"a\"~\"  \" | 422 | empty-text | line 2",
      })
  void refusesAWrongUpload(String query, String body, int status, String slug, String hint)
      throws Exception {
    HttpRequest.Builder upload =
        seed.request("/api/jobs" + query)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body.replace('~', '\n')));
    HttpResponse<String> response = seed.send(upload);
    assertProblem(response, status, slug);
    String detail = TestSeed.json(response).path("detail").asText();
    assertTrue(detail.contains(hint), detail);
  }

  @Test
  void refusesATextThatIsTooLongByItsBytes() throws Exception {
    String hundred = "\u00e9".repeat(50);
    assertProblem(
        seed.post("/api/jobs", "{\"texts\":[\"" + hundred + "e\"]}"), 422, "text-too-long");
    assertEquals(202, seed.post("/api/jobs", "{\"texts\":[\"" + hundred + "\"]}").statusCode());
    HttpRequest.Builder endless =
        seed.request("/api/jobs")
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString("\"" + "a".repeat(100_000)));
    assertProblem(seed.send(endless), 422, "text-too-long");
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws Exception {
    byte[] body = "{\"texts\":[\"\u00e9\"]}".getBytes(StandardCharsets.ISO_8859_1);
    HttpRequest.Builder request =
        seed.request("/api/jobs")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    assertProblem(seed.send(request), 400, "malformed-json");
  }

  @Test
  void refusesOtherMediaTypes() throws Exception {
    HttpRequest.Builder form =
        seed.request("/api/jobs")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("a"));
    assertProblem(seed.send(form), 415, "unsupported-media-type");
    HttpRequest.Builder untyped = seed.request("/api/jobs").POST(BodyPublishers.ofString("a"));
    assertProblem(seed.send(untyped), 415, "unsupported-media-type");
  }

  @Test
  void refusesABodyThatIsTooLargeBeforeItIsSent() throws Exception {
    HttpRequest.Builder large =
        seed.request("/api/jobs")
            .header("Content-Type", "application/json")
            .expectContinue(true)
            .POST(BodyPublishers.ofByteArray(new byte[LIMITS.jsonBytesMax() + 1]));
    assertProblem(seed.send(large), 413, "body-too-large");
  }

  @Test
  void refusesABadKey() throws Exception {
    HttpRequest.Builder request =
        seed.request("/api/jobs")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "a b")
            .POST(BodyPublishers.ofString("{\"texts\":[\"a\"]}"));
    assertProblem(seed.send(request), 400, "bad-idempotency-key");
  }

  @Test
  void knowsNoStrangers() throws Exception {
    assertProblem(seed.get("/api/jobs/j_0000000000000000"), 404, "unknown-job");
    assertProblem(seed.get("/api/jobs/j_0000000000000000/events"), 404, "unknown-job");
    assertProblem(seed.get("/api/jobs/j_0000000000000000/results"), 404, "unknown-job");
    assertProblem(seed.delete("/api/jobs/nonsense"), 404, "unknown-job");
    assertProblem(seed.get("/api/nodes/n_" + "0".repeat(32)), 404, "unknown-node");
    assertProblem(seed.get("/models/" + "0".repeat(64) + ".onnx"), 404, "unknown-file");
    assertProblem(seed.get("/api/nothing"), 404, "not-found");
    assertProblem(seed.post("/api/nothing", "{}"), 404, "not-found");
    assertProblem(seed.get("/nothing"), 404, "not-found");
    assertProblem(seed.get("/api/log?limit=1001"), 400, "bad-limit");
    assertProblem(seed.get("/api/log?from=-1"), 400, "bad-from");
  }

  @Test
  void namesTheMethodsThatThereAre() throws Exception {
    HttpResponse<String> response =
        seed.send(seed.request("/api/jobs").PUT(BodyPublishers.ofString("{}")));
    assertProblem(response, 405, "method-not-allowed");
    assertEquals("OPTIONS, POST", response.headers().firstValue("Allow").orElse(""));
  }
}
