package io.blackroad.mesh.seed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.mesh.NodeStatus;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.seed.store.StoredLog;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole seed with nodes over real WebSockets. */
@Timeout(90)
class SeedTest {
  private static final int TEXTS = 200;
  private static final WordModel WORDS = new WordModel("words", null);

  @TempDir private Path data;

  private static String text(int i) {
    return "the text number " + i + " of many";
  }

  private static String job(String confidence) {
    String texts =
        IntStream.range(0, TEXTS)
            .mapToObj(i -> "\"" + text(i) + "\"")
            .collect(Collectors.joining(","));
    return "{\"confidence\":\"" + confidence + "\",\"texts\":[" + texts + "]}";
  }

  /**
   * Checks every vector, and that none is missing; returns by how many nodes each was confirmed.
   */
  private static List<Integer> checkResults(TestSeed seed, String jobId) throws Exception {
    HttpResponse<String> results = seed.get("/api/jobs/" + jobId + "/results");
    assertEquals("true", results.headers().firstValue("Mesh-Complete").orElse(""));
    List<String> lines = results.body().lines().toList();
    assertEquals(TEXTS, lines.size());
    List<Integer> confirmed = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(i));
      assertEquals(i, line.path("index").asInt());
      float[] expected = WordEngine.vector(WORDS.encode(text(i)).ids());
      float[] vector = new float[expected.length];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = (float) line.path("embedding").path(j).asDouble();
      }
      assertArrayEquals(expected, vector);
      confirmed.add(line.path("confirmedBy").asInt());
    }
    return confirmed;
  }

  @Test
  void threeNodesFinishAJobAndArePaid() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data);
        TestNode a = TestNode.join(seed.port());
        TestNode b = TestNode.join(seed.port());
        TestNode c = TestNode.join(seed.port())) {
      for (TestNode node : List.of(a, b, c)) {
        node.await(status -> status.phase() == NodeStatus.Phase.IDLE);
      }
      String id = seed.submit(job("quorum"));
      JsonNode done = seed.finish(id);
      assertEquals("done", done.path("status").asText());
      assertEquals(TEXTS, done.path("done").asInt());
      assertEquals(TEXTS, done.path("checked").asInt());
      assertEquals(0, done.path("disagreements").asInt(-1));
      assertTrue(checkResults(seed, id).stream().allMatch(count -> count >= 2));
      for (TestNode node : List.of(a, b, c)) {
        NodeStatus status = node.await(now -> now.unitsEarned() > 0);
        assertEquals(0, status.receiptsBroken());
      }
      JsonNode shown = TestSeed.json(seed.get("/api/jobs/" + id));
      assertEquals(3, shown.path("nodes").size(), shown.toString());
    }
  }

  @Test
  void nodeThatVanishesCostsTheJobNothing() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data);
        TestNode a = TestNode.join(seed.port());
        TestNode b = TestNode.join(seed.port())) {
      TestNode leaver = TestNode.joinStuck(seed.port());
      leaver.await(status -> status.phase() == NodeStatus.Phase.IDLE);
      String id = seed.submit(job("quorum"));
      leaver.await(status -> status.phase() == NodeStatus.Phase.WORKING);
      leaver.vanish();
      assertEquals("done", seed.finish(id).path("status").asText());
      checkResults(seed, id);
      a.await(status -> status.tasksAccepted() > 0);
      b.await(status -> status.tasksAccepted() > 0);
    }
  }

  @Test
  void theNextTabTakesOverFromOneThatHangs() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      TestNode hung = TestNode.joinStuck(seed.port());
      hung.await(status -> status.phase() == NodeStatus.Phase.IDLE);
      String id = seed.submit(job("off"));
      hung.await(status -> status.phase() == NodeStatus.Phase.WORKING);
      assertTrue(hung.hasLeftWork());
      try (TestNode next = hung.successor(seed.port())) {
        hung.await(status -> status.phase() == NodeStatus.Phase.STOPPED);
        assertEquals("done", seed.finish(id).path("status").asText());
        next.await(status -> status.tasksAccepted() > 0);
        String log = seed.get("/api/log").body();
        assertTrue(log.contains("JOIN") && !log.contains("LEAVE"), log);
      }
      hung.vanish();
    }
  }

  @Test
  void seedAloneFinishesByItself() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      String id = seed.submit(job("quorum"));
      assertEquals("done", seed.finish(id).path("status").asText());
      checkResults(seed, id);
    }
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    String id;
    String seedId;
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      id = seed.submit(job("off"));
      seedId = seed.seedId();
    }
    try (TestSeed seed = TestSeed.in(data)) {
      assertEquals(seedId, seed.seedId());
      assertEquals("done", seed.finish(id).path("status").asText());
      checkResults(seed, id);
    }
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      JsonNode job = TestSeed.json(seed.get("/api/jobs/" + id));
      assertEquals("done", job.path("status").asText());
      checkResults(seed, id);
    }
  }

  @Test
  void logEndsInACheckpointOfEverythingBeforeIt() throws Exception {
    String seedId;
    try (TestSeed seed = TestSeed.in(data)) {
      seed.finish(seed.submit(job("quorum")));
      seedId = seed.seedId();
    }
    try (StoredLog stored = StoredLog.open(data)) {
      LoggedEntry last = Objects.requireNonNull(stored.log().newest());
      assertEquals(Action.CHECKPOINT, last.entry().action());
      SignedCheckpoint signed = Objects.requireNonNull(CheckpointJson.fromJson(last.payload()));
      assertEquals("mesh/" + seedId, signed.checkpoint().chain());
      assertEquals(last.entry().seq(), signed.checkpoint().treeSize());
      byte[] root = new TreeProver(stored.log().hashes(), new JcaDigest()).root(last.entry().seq());
      assertEquals(Hex.of(root), signed.checkpoint().root());
      List<Boolean> good = new ArrayList<>();
      signed.check(new JcaDigest(), new JcaSignatureCheck(), good::add);
      assertEquals(List.of(true), good);
    }
  }

  @Test
  void keepsItsKeyForItsOwnerOnlyAndRefusesADamagedOne() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      assertTrue(seed.seedId().matches("s_[0-9a-f]{32}"));
    }
    Path key = data.resolve("seed.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    Files.writeString(key, Files.readString(key).substring(10));
    IOException refused = assertThrows(IOException.class, () -> TestSeed.in(data).close());
    assertTrue(String.valueOf(refused.getMessage()).contains("seed.key is damaged"));
  }

  @Test
  void refusesAnotherSeedsLog() throws Exception {
    TestSeed.in(data).close();
    Files.delete(data.resolve("seed.key"));
    IOException refused = assertThrows(IOException.class, () -> TestSeed.in(data).close());
    assertTrue(String.valueOf(refused.getMessage()).contains("restore seed.key"));
  }
}
