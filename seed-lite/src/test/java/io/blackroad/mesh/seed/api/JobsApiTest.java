package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.NodeStatus;
import io.blackroad.mesh.seed.TestNode;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.WordEngine;
import io.blackroad.mesh.seed.WordModel;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as an application submits, follows, reads and deletes them. */
@Timeout(90)
class JobsApiTest {
  @TempDir private Path data;

  private static float[] expected(String text) {
    return WordEngine.vector(new WordModel("words", null).encode(text).ids());
  }

  @Test
  void answersASubmissionWithTheJobAndItsAddresses() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      HttpResponse<String> response =
          seed.post("/api/jobs", "{\"kind\":\"embedding\",\"texts\":[\"a b\",\"c\"]}");
      assertEquals(202, response.statusCode(), response.body());
      JsonNode job = TestSeed.json(response);
      String id = job.path("id").asText();
      assertTrue(id.matches("j_[0-9a-f]{16}"), id);
      assertEquals("queued", job.path("status").asText());
      assertEquals(2, job.path("texts").asInt());
      assertEquals(1, job.path("tasks").asInt());
      assertEquals("standard", job.path("confidence").asText());
      assertEquals("open", job.path("privacy").asText());
      assertEquals(1e-4, job.path("errorMax").asDouble());
      assertEquals("/api/jobs/" + id, response.headers().firstValue("Location").orElse(""));
      assertEquals("/api/jobs/" + id + "/events", job.path("links").path("events").asText());
      JsonNode shown = TestSeed.json(seed.get("/api/jobs/" + id));
      assertTrue(shown.path("waitingFor").asText().startsWith("It needs a node"), "" + shown);
    }
  }

  @Test
  void takesConfidenceByNameAndAsAChanceOfError() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      assertEquals("\"quorum\"", confidence(seed, "\"quorum\""));
      assertEquals("\"spot-check\"", confidence(seed, "\"spot-check\""));
      assertEquals("\"off\"", confidence(seed, "\"off\""));
      assertEquals("\"standard\"", confidence(seed, "1e-4"));
      assertEquals("0.5", confidence(seed, "0.5"));
      assertEquals("1.0E-6", confidence(seed, "0.000001"));
      assertEquals("0.001001", confidence(seed, "\"0.0010001\""), "rounded up");
      for (String refused : List.of("0", "0.51", "-1", "1e-7", "\"\"", "\"sure\"", "1e999999999")) {
        HttpResponse<String> response =
            seed.post("/api/jobs", "{\"texts\":[\"a\"],\"confidence\":" + refused + "}");
        assertEquals(422, response.statusCode(), refused + " " + response.body());
        assertTrue(response.body().contains("bad-confidence"), response.body());
      }
      for (String refused : List.of("true", "[]", "{}", "null")) {
        HttpResponse<String> response =
            seed.post("/api/jobs", "{\"texts\":[\"a\"],\"confidence\":" + refused + "}");
        assertEquals(400, response.statusCode(), refused + " " + response.body());
      }
    }
  }

  private static String confidence(TestSeed seed, String said) throws Exception {
    String id = seed.submit("{\"texts\":[\"a\"],\"confidence\":" + said + "}");
    return TestSeed.json(seed.get("/api/jobs/" + id)).path("confidence").toString();
  }

  @Test
  void saysThatOneNodeCannotConfirmItself() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data);
        TestNode node = TestNode.join(seed.port())) {
      node.await(status -> status.phase() == NodeStatus.Phase.IDLE);
      String id = seed.submit("{\"texts\":[\"a\"],\"confidence\":\"quorum\"}");
      JsonNode shown = TestSeed.json(seed.get("/api/jobs/" + id));
      assertTrue(shown.path("waitingFor").asText().startsWith("It needs a second node"));
      try (TestNode second = TestNode.join(seed.port())) {
        assertEquals("done", seed.finish(id).path("status").asText());
        second.await(status -> status.tasksAccepted() > 0);
      }
    }
  }

  @Test
  void takesAnUploadLineByLine() throws Exception {
    String lines =
        IntStream.range(0, 5_000)
            .mapToObj(i -> i % 2 == 0 ? "\"text " + i + "\"" : "{\"text\":\"text " + i + "\"}")
            .collect(Collectors.joining("\r\n\n"));
    try (TestSeed seed = TestSeed.in(data)) {
      HttpRequest.Builder upload =
          seed.request("/api/jobs?confidence=off&purpose=a+test&model=words")
              .header("Content-Type", "application/x-ndjson; charset=utf-8")
              .POST(BodyPublishers.ofString(lines));
      HttpResponse<String> response = seed.send(upload);
      assertEquals(202, response.statusCode(), response.body());
      JsonNode job = TestSeed.json(response);
      assertEquals(5_000, job.path("texts").asInt());
      assertEquals("a test", job.path("purpose").asText());
      JsonNode done = seed.finish(job.path("id").asText());
      assertEquals(5_000, done.path("done").asInt());
      List<String> results =
          seed.get("/api/jobs/" + job.path("id").asText() + "/results").body().lines().toList();
      assertEquals(5_000, results.size());
      assertTrue(results.get(4_999).startsWith("{\"index\":4999,\"embedding\":["));
    }
  }

  @Test
  void givesVectorsAsPlainFloats() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      String id = seed.submit("{\"texts\":[\"one\",\"two words\",\"three\"]}");
      seed.finish(id);
      HttpResponse<byte[]> response =
          seed.sendForBytes(
              seed.request("/api/jobs/" + id + "/results")
                  .header("Accept", "application/octet-stream"));
      assertEquals(
          3L * WordModel.DIMENSIONS * 4,
          response.headers().firstValueAsLong("Content-Length").orElse(-1));
      float[] floats = new float[3 * WordModel.DIMENSIONS];
      ByteBuffer.wrap(response.body()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
      float[] second = new float[WordModel.DIMENSIONS];
      System.arraycopy(floats, WordModel.DIMENSIONS, second, 0, second.length);
      assertArrayEquals(expected("two words"), second);
    }
  }

  @Test
  void countsTextsOfWhichOnlyTheBeginningIsRead() throws Exception {
    String longText = "word ".repeat(WordModel.TOKENS_MAX);
    try (TestSeed seed = TestSeed.in(data)) {
      HttpResponse<String> response =
          seed.post("/api/jobs", "{\"texts\":[\"short\",\"" + longText + "\"]}");
      assertEquals(1, TestSeed.json(response).path("truncated").asInt());
    }
  }

  @Test
  void eventsTellProgressAndTheEndAndThenStayAway() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      String id = seed.submit("{\"texts\":[\"a\",\"b\"]}");
      HttpResponse<String> events = seed.get("/api/jobs/" + id + "/events");
      assertEquals("text/event-stream", events.headers().firstValue("Content-Type").orElse(""));
      assertTrue(events.body().contains("event: done\nid: 2\ndata: {"), events.body());
      HttpResponse<String> again = seed.get("/api/jobs/" + id + "/events");
      assertTrue(again.body().contains("event: done\nid: 2\n"), again.body());
      HttpResponse<String> resumed =
          seed.send(seed.request("/api/jobs/" + id + "/events").header("Last-Event-ID", "2"));
      assertEquals(204, resumed.statusCode());
    }
  }

  @Test
  void givesWhatIsThereWhileTheJobRuns() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String id = seed.submit("{\"texts\":[\"a\"]}");
      HttpResponse<String> results = seed.get("/api/jobs/" + id + "/results");
      assertEquals(200, results.statusCode());
      assertEquals("false", results.headers().firstValue("Mesh-Complete").orElse(""));
      assertEquals("", results.body());
    }
  }

  @Test
  void deletesWhatRunsAndWhatIsDone() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String running = seed.submit("{\"texts\":[\"a\"]}");
      assertEquals(204, seed.delete("/api/jobs/" + running).statusCode());
      assertEquals(404, seed.get("/api/jobs/" + running).statusCode());
      assertEquals(404, seed.get("/api/jobs/" + running + "/results").statusCode());
      assertEquals(404, seed.delete("/api/jobs/" + running).statusCode());
      assertEquals(0, TestSeed.json(seed.get("/api/mesh")).path("jobs").asInt(-1));
    }
    try (TestSeed seed = TestSeed.in(data)) {
      String done = seed.submit("{\"texts\":[\"a\"]}");
      seed.finish(done);
      assertEquals(204, seed.delete("/api/jobs/" + done).statusCode());
      assertEquals(404, seed.get("/api/jobs/" + done + "/results").statusCode());
    }
  }

  @Test
  void cancellingEndsTheEventsOfWhoeverFollows() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String id = seed.submit("{\"texts\":[\"a\"]}");
      CompletableFuture<HttpResponse<InputStream>> events =
          seed.follow("/api/jobs/" + id + "/events");
      InputStream told = events.get().body();
      assertEquals(':', told.read());
      assertEquals(204, seed.delete("/api/jobs/" + id).statusCode());
      String rest = new String(told.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(rest.contains("event: cancelled\n"), rest);
    }
  }

  @Test
  void sameKeyAndBodyIsTheSameJobAlsoAfterARestart() throws Exception {
    String body = "{\"texts\":[\"once\"]}";
    String id;
    try (TestSeed seed = TestSeed.in(data)) {
      HttpResponse<String> first = keyed(seed, "key-1", body);
      id = TestSeed.json(first).path("id").asText();
      HttpResponse<String> second = keyed(seed, "key-1", body);
      assertEquals(202, second.statusCode());
      assertEquals(id, TestSeed.json(second).path("id").asText());
      assertEquals("true", second.headers().firstValue("Idempotent-Replayed").orElse(""));
      assertNotEquals(id, TestSeed.json(keyed(seed, "key-2", body)).path("id").asText());
      HttpResponse<String> other = keyed(seed, "key-1", "{\"texts\":[\"twice\"]}");
      assertEquals(422, other.statusCode());
      assertTrue(other.body().contains("idempotency-key-reused"), other.body());
    }
    try (TestSeed seed = TestSeed.in(data)) {
      assertEquals(id, TestSeed.json(keyed(seed, "key-1", body)).path("id").asText());
    }
  }

  @Test
  void refusedSubmissionLeavesItsKeyFree() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      assertEquals(422, keyed(seed, "key-1", "{\"texts\":[]}").statusCode());
      assertEquals(202, keyed(seed, "key-1", "{\"texts\":[\"a\"]}").statusCode());
    }
  }

  private static HttpResponse<String> keyed(TestSeed seed, String key, String body)
      throws Exception {
    return seed.send(
        seed.request("/api/jobs")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void manyClientsAtOnceGetEachTheirOwn() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      List<String> ids =
          IntStream.range(0, 40).parallel().mapToObj(i -> submitted(seed, i)).toList();
      assertEquals(40, ids.stream().distinct().count());
      for (int i = 0; i < ids.size(); i++) {
        JsonNode done = seed.finish(ids.get(i));
        assertEquals("job " + i, done.path("purpose").asText());
        assertEquals(3, done.path("done").asInt());
      }
    }
  }

  private static String submitted(TestSeed seed, int i) {
    try {
      return seed.submit("{\"texts\":[\"a\",\"b\",\"c\"],\"purpose\":\"job " + i + "\"}");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
