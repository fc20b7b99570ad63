package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.seed.SeedParts;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.WordEngine;
import io.blackroad.mesh.seed.WordModel;
import io.blackroad.mesh.seed.http.HttpLimits;
import io.blackroad.mesh.seed.http.RawClient;
import io.blackroad.mesh.seed.signal.SignalLimits;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /v1} as OpenAI's clients use and parse it. */
@Timeout(90)
class EmbeddingsApiTest {
  private static final WordModel WORDS = new WordModel("words", null);

  @TempDir private Path data;

  private static float[] floats(JsonNode embedding) {
    float[] vector = new float[embedding.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) embedding.get(i).asDouble();
    }
    return vector;
  }

  private static float[] expected(String text) {
    return WordEngine.vector(WORDS.encode(text).ids());
  }

  @Test
  void embedsAString() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      HttpResponse<String> response =
          seed.post("/v1/embeddings", "{\"model\":\"words\",\"input\":\"hello there\"}");
      assertEquals(200, response.statusCode(), response.body());
      JsonNode answer = TestSeed.json(response);
      assertEquals("list", answer.path("object").asText());
      assertEquals("words", answer.path("model").asText());
      assertEquals(4, answer.path("usage").path("prompt_tokens").asInt());
      assertEquals(4, answer.path("usage").path("total_tokens").asInt());
      JsonNode item = answer.path("data").path(0);
      assertEquals("embedding", item.path("object").asText());
      assertEquals(0, item.path("index").asInt(-1));
      assertArrayEquals(expected("hello there"), floats(item.path("embedding")));
    }
  }

  @Test
  void embedsStringsInTheirOrderAndInBase64() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      JsonNode answer =
          TestSeed.json(
              seed.post(
                  "/v1/embeddings",
                  "{\"input\":[\"a\",\"b c\",\"d\"],\"encoding_format\":\"base64\",\"user\":\"u\","
                      + "\"dimensions\":8}"));
      assertEquals(3, answer.path("data").size(), answer.toString());
      String[] texts = {"a", "b c", "d"};
      for (int i = 0; i < texts.length; i++) {
        JsonNode item = answer.path("data").path(i);
        assertEquals(i, item.path("index").asInt());
        byte[] bytes = Base64.getDecoder().decode(item.path("embedding").asText());
        float[] vector = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        assertArrayEquals(expected(texts[i]), vector);
      }
    }
  }

  @Test
  void embedsTokens() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      JsonNode one = TestSeed.json(seed.post("/v1/embeddings", "{\"input\":[7,8,9]}"));
      assertEquals(1, one.path("data").size(), one.toString());
      JsonNode two = TestSeed.json(seed.post("/v1/embeddings", "{\"input\":[[7,8,9],[5]]}"));
      assertEquals(2, two.path("data").size(), two.toString());
      assertEquals(
          one.path("data").path(0).path("embedding"), two.path("data").path(0).path("embedding"));
      float[] vector = WordEngine.vector(WORDS.encode(new int[] {7, 8, 9}).ids());
      assertArrayEquals(vector, floats(one.path("data").path(0).path("embedding")));
    }
  }

  @Test
  void keepsNothingOfWhatWasAsked() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      seed.post("/v1/embeddings", "{\"input\":\"a secret\"}");
      JsonNode mesh = TestSeed.json(seed.get("/api/mesh"));
      assertEquals(0, mesh.path("jobs").asInt(-1));
    }
    try (SeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      store.jobs().forEachUnfinished(job -> assertNull(job));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"input\": | 400 | malformed_json | ``",
        "{\"model\":\"words\"} | 400 | wrong_type | input",
        "{\"input\":[]} | 400 | wrong_type | input",
        "{\"input\":{}} | 400 | wrong_type | input",
        "{\"input\":\"\"} | 422 | empty_text | input",
        "{\"input\":[\"a\",7]} | 400 | wrong_type | input[1]",
        "{\"input\":[[7],\"a\"]} | 400 | wrong_type | input",
        "{\"input\":[7,10000]} | 400 | wrong_type | a token id",
        "{\"input\":[7,-1]} | 400 | wrong_type | a token id",
        "{\"input\":[7,1.5]} | 400 | wrong_type | a token id",
        "{\"input\":[[]]} | 400 | wrong_type | input",
        "{\"input\":\"a\",\"model\":\"text-embedding-3-small\"} | 404 | model_not_found | model",
        "{\"input\":\"a\",\"model\":\"missing\"} | 409 | model_absent | model",
        "{\"input\":\"a\",\"dimensions\":256} | 400 | bad_dimensions | dimensions",
        "{\"input\":\"a\",\"encoding_format\":\"int8\"} | 400 | bad_encoding_format | encoding_format",
        "{\"input\":\"a\",\"privacy\":\"sealed\"} | 422 | privacy_not_offered | privacy",
        "{\"input\":\"a\",\"stream\":true} | 400 | unknown_member | stream",
      })
  void refusesInOpenAisWords(String body, int status, String code, String param) throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      HttpResponse<String> response = seed.post("/v1/embeddings", body);
      assertEquals(status, response.statusCode(), response.body());
      JsonNode error = TestSeed.json(response).path("error");
      assertEquals(code, error.path("code").asText());
      assertEquals("invalid_request_error", error.path("type").asText());
      assertEquals(param, error.path("param").asText("").replace("null", ""));
      assertTrue(error.path("message").asText().length() > 10);
    }
  }

  @Test
  void answersWrongAddressesAndMethodsInOpenAisWordsToo() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      HttpResponse<String> missing =
          seed.post("/v1/chat/completions", "{\"model\":\"words\",\"messages\":[]}");
      assertEquals(404, missing.statusCode());
      assertEquals("not_found", TestSeed.json(missing).path("error").path("code").asText());
      HttpResponse<String> method = seed.get("/v1/embeddings");
      assertEquals(405, method.statusCode());
      assertTrue(TestSeed.json(method).path("error").path("message").asText().contains("POST"));
    }
  }

  @Test
  void listsModels() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      JsonNode models = TestSeed.json(seed.get("/v1/models"));
      assertEquals("list", models.path("object").asText());
      assertEquals(1, models.path("data").size());
      assertEquals("words", models.path("data").path(0).path("id").asText());
      JsonNode model = TestSeed.json(seed.get("/v1/models/words"));
      assertEquals("model", model.path("object").asText());
      assertEquals(404, seed.get("/v1/models/gpt").statusCode());
    }
  }

  @Test
  void saysThatNobodyCanCompute() throws Exception {
    ApiLimits limits = ApiLimits.STANDARD.withEmbeddingMillis(200);
    try (TestSeed seed =
        TestSeed.start(
            SeedOptions.in(data).withFallback(false),
            new SeedParts.Limits(HttpLimits.STANDARD, SignalLimits.STANDARD, limits))) {
      HttpResponse<String> response = seed.post("/v1/embeddings", "{\"input\":\"a\"}");
      assertEquals(503, response.statusCode());
      JsonNode error = TestSeed.json(response).path("error");
      assertEquals("server_error", error.path("type").asText());
      assertTrue(error.path("message").asText().contains("It needs a node"), error.toString());
      awaitNoJobs(seed);
    }
  }

  @Test
  void dropsTheJobOfAClientThatHangsUp() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String body = "{\"input\":\"a\"}";
      try (RawClient client = new RawClient(seed.port())) {
        client.send(
            "POST /v1/embeddings HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
        while (TestSeed.json(seed.get("/api/mesh")).path("jobs").asInt() == 0) {
          Thread.onSpinWait();
        }
      }
      awaitNoJobs(seed);
    }
  }

  private static void awaitNoJobs(TestSeed seed) throws Exception {
    while (TestSeed.json(seed.get("/api/mesh")).path("jobs").asInt() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void wantsJson() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      HttpResponse<byte[]> response =
          seed.sendForBytes(
              seed.request("/v1/embeddings")
                  .header("Content-Type", "text/plain")
                  .POST(BodyPublishers.ofString("hello")));
      assertEquals(415, response.statusCode());
      assertTrue(new String(response.body(), StandardCharsets.UTF_8).contains("\"error\""));
    }
  }
}
