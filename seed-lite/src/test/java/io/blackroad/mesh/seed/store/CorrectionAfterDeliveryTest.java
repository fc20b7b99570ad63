package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.task.Tensor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A submitter that has fetched its results learns which of them were wrong. */
@Timeout(60)
class CorrectionAfterDeliveryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path data;

  @Test
  void reachesWhoeverAsksAgain() throws Exception {
    String address;
    String before;
    try (TestSeed seed = TestSeed.in(data)) {
      String id = seed.submit("{\"texts\":[\"a\",\"b c\",\"d e f\"],\"confidence\":\"off\"}");
      assertEquals(0, seed.finish(id).path("corrections").asInt());
      address = "/api/jobs/" + id;
      HttpResponse<String> fetched = seed.get(address + "/results");
      before = fetched.body();
      assertEquals("0", fetched.headers().firstValue("Mesh-Corrections").orElse(""));
      HttpResponse<String> nothing = seed.get(address + "/results?corrected_since=0");
      assertEquals("", nothing.body());
    }
    correctFirst(address.substring("/api/jobs/".length()));
    try (TestSeed seed = TestSeed.in(data)) {
      assertEquals(1, TestSeed.json(seed.get(address)).path("corrections").asInt());
      assertCorrectedLines(seed, address, before);
      assertEvents(seed, address);
    }
  }

  private static void assertCorrectedLines(TestSeed seed, String address, String before)
      throws Exception {
    HttpResponse<String> corrected = seed.get(address + "/results?corrected_since=0");
    assertEquals(200, corrected.statusCode());
    assertEquals("1", corrected.headers().firstValue("Mesh-Corrections").orElse(""));
    List<String> all = seed.get(address + "/results").body().lines().toList();
    List<String> changed = corrected.body().lines().toList();
    assertFalse(changed.isEmpty());
    for (String line : changed) {
      int index = JSON.readTree(line).path("index").asInt();
      assertEquals(all.get(index), line, "what a correction says is what results say now");
      assertFalse(before.contains(line), "it was so before");
    }
    assertEquals("", seed.get(address + "/results?corrected_since=1").body());
    for (String nonsense : List.of("-1", "x", "", "2147483648", "99999999999999999999")) {
      assertEquals(
          400, seed.get(address + "/results?corrected_since=" + nonsense).statusCode(), nonsense);
    }
    HttpRequest.Builder floats =
        seed.request(address + "/results?corrected_since=0")
            .header("Accept", "application/octet-stream");
    assertEquals(406, seed.send(floats).statusCode());
  }

  private static void assertEvents(TestSeed seed, String address) throws Exception {
    HttpResponse<String> told = resumed(seed, address, "3");
    int at = told.body().indexOf("event: corrected\nid: 3.1\ndata: ");
    assertTrue(at >= 0, told.body());
    String line = told.body().substring(at).lines().toList().get(2);
    JsonNode data = JSON.readTree(line.substring("data: ".length()));
    assertEquals(0, data.path("texts").path(0).path("first").asInt(-1));
    assertEquals(
        address + "/results?corrected_since=0", data.path("links").path("results").asText());
    assertTrue(told.body().contains("event: done\nid: 3.1\n"), told.body());
    assertEquals(204, resumed(seed, address, "3.1").statusCode());
    assertFalse(seed.get(address + "/events").body().contains("event: corrected"));
    assertEquals(200, resumed(seed, address, "9.9.9; DROP TABLE jobs").statusCode());
    assertEquals(200, resumed(seed, address, "3.999999999").statusCode());
  }

  private static HttpResponse<String> resumed(TestSeed seed, String address, String id)
      throws Exception {
    return seed.send(seed.request(address + "/events").header("Last-Event-ID", id));
  }

  /** What a coordinator stores that found a job's first output wrong. */
  private void correctFirst(String jobId) throws Exception {
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      AcceptedOutput wrong = store.jobs().outputs(jobId, 0, 1).getFirst();
      float[] right = wrong.output().floats();
      for (int i = 0; i < right.length; i++) {
        right[i] = -right[i];
      }
      LogBatch.Draft draft = new LogBatch.Draft();
      draft.corrections.add(
          new AcceptedOutput(
              jobId,
              wrong.taskId(),
              wrong.shard(),
              wrong.firstText(),
              2,
              "",
              Tensor.ofVectors(right, wrong.output().dims().get(1))));
      store.start(seq -> {}, cause -> {}).append(TestBatches.after(store, 1).with(draft));
    }
  }
}
