package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.NodeStatus;
import io.blackroad.mesh.seed.SeedParts;
import io.blackroad.mesh.seed.TestNode;
import io.blackroad.mesh.seed.TestSeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What anyone may see of the mesh. */
@Timeout(90)
class MeshApiTest {
  @TempDir private Path data;

  @Test
  void showsNodesWorkAndLog() throws Exception {
    try (TestSeed seed = TestSeed.in(data);
        TestNode node = TestNode.join(seed.port())) {
      node.await(status -> status.phase() == NodeStatus.Phase.IDLE);
      seed.finish(seed.submit("{\"texts\":[\"a\",\"b\"]}"));
      NodeStatus paid = node.await(status -> status.unitsEarned() > 0);
      JsonNode mesh = TestSeed.json(seed.get("/api/mesh"));
      assertEquals(seed.seedId(), mesh.path("seedId").asText());
      assertEquals(2, mesh.path("nodes").size());
      assertEquals(2, mesh.path("textsAccepted").asInt());
      assertEquals(Long.toString(paid.unitsEarned()), mesh.path("unitsPaid").asText());
      JsonNode newest = mesh.path("log").path(0);
      assertEquals(mesh.path("logEntries").asLong() - 1, newest.path("seq").asLong());
      assertTrue(newest.path("payload").isMissingNode());
      JsonNode balance = TestSeed.json(seed.get("/api/nodes/" + paid.nodeId()));
      assertEquals("0", balance.path("units").asText(), "held until the node is credible");
      assertEquals(Long.toString(paid.unitsEarned()), balance.path("heldUnits").asText());
      JsonNode shown =
          mesh.path("nodes").path(0).path("trusted").asBoolean()
              ? mesh.path("nodes").path(1)
              : mesh.path("nodes").path(0);
      assertEquals(Long.toString(paid.unitsEarned()), shown.path("heldUnits").asText());
      assertEquals(1, shown.path("passed").asInt());
      assertEquals("false", shown.path("credible").asText());
      assertTrue(balance.path("connected").asBoolean());
      assertTrue(balance.path("road").asText().matches("0\\.\\d{8}"));
    }
  }

  @Test
  void givesTheLogInPiecesThatCanBeChecked() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      seed.finish(seed.submit("{\"texts\":[\"a\",\"b\"]}"));
      JsonNode all = TestSeed.json(seed.get("/api/log?from=0&limit=1000"));
      JsonNode entries = all.path("entries");
      assertEquals(all.path("next").asLong(), entries.size());
      assertEquals("GENESIS", entries.path(0).path("action_type").asText());
      for (int i = 1; i < entries.size(); i++) {
        assertEquals(entries.path(i - 1).path("hash"), entries.path(i).path("prev_hash"));
        assertEquals(i, entries.path(i).path("seq").asInt());
        assertTrue(entries.path(i).path("payload").isMissingNode());
        assertTrue(entries.path(i).path("salt").isMissingNode());
      }
      JsonNode last = TestSeed.json(seed.get("/api/log?limit=1")).path("entries");
      assertEquals(entries.path(entries.size() - 1), last.path(0));
      assertEquals(0, TestSeed.json(seed.get("/api/log?from=99999")).path("entries").size());
    }
  }

  @Test
  void tellsEveryoneWhoWatches() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      try (BufferedReader events =
          new BufferedReader(
              new InputStreamReader(
                  seed.follow("/api/mesh/events").get().body(), StandardCharsets.UTF_8))) {
        awaitLine(events, "data: {\"seedId\":\"" + seed.seedId() + "\"");
        try (TestNode node = TestNode.join(seed.port())) {
          node.await(status -> status.phase() == NodeStatus.Phase.IDLE);
          awaitLine(events, "\"trusted\":false");
        }
      }
    }
  }

  private static void awaitLine(BufferedReader events, String part) throws IOException {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.contains(part)) {
        return;
      }
    }
    throw new AssertionError("the feed ended without " + part);
  }

  @Test
  void listsModelsAndServesTheirFilesForGood() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      JsonNode models = TestSeed.json(seed.get("/api/models")).path("models");
      assertTrue(models.path(0).path("available").asBoolean());
      assertTrue(models.path(0).path("default").asBoolean());
      assertTrue(models.path(1).path("absence").asText().contains("DATA/models"));
      String file = models.path(0).path("file").asText();
      HttpResponse<String> network = seed.get(file);
      assertEquals("a network", network.body());
      String caching = network.headers().firstValue("Cache-Control").orElse("");
      assertTrue(caching.contains("immutable"), caching);
      String tag = network.headers().firstValue("ETag").orElse("");
      HttpResponse<String> again = seed.send(seed.request(file).header("If-None-Match", tag));
      assertEquals(304, again.statusCode());
      HttpResponse<String> part = seed.send(seed.request(file).header("Range", "bytes=2-4"));
      assertEquals("net", part.body());
    }
  }

  @Test
  void isHealthy() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      assertEquals("{\"status\":\"ok\"}", seed.get("/healthz").body());
    }
  }

  @Test
  void servesTheSiteBesideItself() throws Exception {
    Path site = Files.createDirectories(data.resolve("site"));
    Files.writeString(site.resolve("index.html"), "<p>The site");
    Files.createDirectories(site.resolve("api"));
    Files.writeString(site.resolve("api/mesh.html"), "<p>not the seed's");
    Files.writeString(site.resolve("api/fake.html"), "<p>not the seed's");
    SeedOptions options = SeedOptions.in(data.resolve("seed")).withSite(site);
    try (TestSeed seed = TestSeed.start(options, SeedParts.Limits.STANDARD)) {
      assertEquals("<p>The site", seed.get("/").body());
      assertTrue(seed.get("/api/mesh").body().startsWith("{"));
      assertEquals(404, seed.get("/api/fake").statusCode());
    }
  }
}
