package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbedCommandTest {
  private static final String PROBLEM =
      "{\"type\":\"about:blank\",\"title\":\"No\",\"detail\":\"there is no model 'x'\"}";

  private StubSeed seed;

  @BeforeEach
  void start() throws Exception {
    seed = new StubSeed();
  }

  @AfterEach
  void stop() {
    seed.close();
  }

  @Test
  void printsAVectorPerLineInOrder() {
    CliRun run = embed("one\nthree\n\nseventeen\n");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        """
        {"index":0,"embedding":[3],"confirmedBy":2}
        {"index":1,"embedding":[5],"confirmedBy":2}
        {"index":2,"embedding":[0],"confirmedBy":2}
        {"index":3,"embedding":[9],"confirmedBy":2}
        """,
        run.out());
    assertTrue(run.err().startsWith("4 texts in "), run.err());
    assertTrue(run.err().contains("4 confirmed by several nodes"), run.err());
  }

  @Test
  void aLongInputIsSeveralJobsAndOneNumbering() {
    StringBuilder in = new StringBuilder();
    List<Integer> lengths = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      lengths.add(i % 97);
      in.append("x".repeat(i % 97)).append('\n');
    }
    CliRun run = embed(in.toString());
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(5_000, lines.size());
    for (int i = 0; i < 5_000; i++) {
      String start = "{\"index\":" + i + ",\"embedding\":[" + lengths.get(i) + "]";
      assertTrue(lines.get(i).startsWith(start), lines.get(i));
    }
    assertEquals(5, count("POST /api/jobs"));
    assertEquals(0, seed.jobs().size(), "jobs were left behind");
  }

  @Test
  void saysWhatItWasAskedTo() {
    seed.misbehave("DELETE", 500, "");
    embed("a\n", "--model", "m", "--confidence", "off", "--purpose", "a shelf");
    JsonNode job = seed.jobs().values().iterator().next();
    assertEquals("embedding", job.path("kind").asText());
    assertEquals("m", job.path("model").asText());
    assertEquals("off", job.path("confidence").asText());
    assertEquals("a shelf", job.path("purpose").asText());
  }

  @Test
  void survivesASeedThatIsAwayForAWhile() {
    seed.misbehave("POST /api/jobs", 503, "");
    seed.misbehave("POST /api/jobs", 0, "");
    seed.misbehave("GET /api/jobs/j_0", 0, "");
    seed.misbehave("results", 502, "");
    CliRun run = embed("one\n");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("{\"index\":0,\"embedding\":[3],\"confirmedBy\":2}\n", run.out());
    assertEquals(3, count("POST /api/jobs"));
  }

  @Test
  void aRunThatWasCutShortIsTakenUpByTheSameCommand() {
    seed.misbehave("results", 422, PROBLEM);
    assertEquals(1, embed("one\n").exitCode());
    assertEquals(1, seed.jobs().size(), "what was finished must be kept");
    CliRun again = embed("one\n");
    assertEquals(0, again.exitCode(), again.err());
    assertEquals(List.of("j_0"), ids(), "the same work was submitted as another job");
  }

  @Test
  void aRefusalIsTheSeedsOwnWordsWithTheLines() {
    seed.misbehave("POST /api/jobs", 422, PROBLEM);
    assertFails(
        1, "mesh embed: lines 1 to 2: the seed refused: there is no model 'x'", embed("a\nb\n"));
  }

  @Test
  void noSeedIsSaidAtOnceWithWhatToDo() {
    String url = seed.url();
    seed.close();
    assertFails(
        3,
        "mesh embed: no seed answers at " + url + ": start one with 'mesh seed'",
        CliRun.of("a\n", "embed", "--seed", url));
  }

  @Test
  void aSeedThatStaysAwayEndsPatience() {
    for (int i = 0; i < 10; i++) {
      seed.misbehave("POST /api/jobs", 503, "");
    }
    assertFails(3, "run the same command again later", embed("a\n", "--patience", "1"));
  }

  @Test
  void whatIsNoSeedIsNotTrusted() {
    seed.misbehave("results", 200, "<html>");
    assertFails(1, "unexpected results for job j_0: <html>", embed("a\n"));
    seed.misbehave("results", 200, "");
    assertFails(1, "unexpected results for job j_0: 0 results for 1 texts", embed("a\n"));
    seed.misbehave("GET /api/jobs/j_0", 200, "{\"id\":\"j_0\",\"status\":\"cancelled\"}");
    assertFails(1, "job j_0 was cancelled", embed("a\n"));
  }

  @Test
  void nothingInIsNothingOut() {
    CliRun run = embed("");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("", run.out());
    assertEquals(0, count("POST /api/jobs"));
  }

  private CliRun embed(String in, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "embed";
    arguments[1] = "--seed";
    arguments[2] = seed.url();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CliRun.of(in, arguments);
  }

  private static void assertFails(int exitCode, String reason, CliRun run) {
    assertEquals(exitCode, run.exitCode(), run.err());
    assertTrue(run.err().contains(reason), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }

  private long count(String request) {
    return seed.requests().stream().filter(request::equals).count();
  }

  private List<String> ids() {
    return seed.requests().stream()
        .filter(request -> request.startsWith("DELETE"))
        .map(request -> request.substring(request.lastIndexOf('/') + 1))
        .toList();
  }
}
