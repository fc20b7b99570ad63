package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.seed.AdminToken;
import io.blackroad.mesh.seed.FilledSeed;
import io.blackroad.mesh.seed.TestSeed;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Erasing what an entry says, by the admin API and by the command line, with and without a seed.
 */
@Timeout(120)
class EraseTest {
  private static final String REASON = "a request of today";

  @TempDir private Path data;

  @BeforeEach
  void fill() throws Exception {
    FilledSeed.in(data, 20);
  }

  @Test
  void theApiErasesOnceAndForGood() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String before = seed.get("/log/proof/inclusion?seq=7&size=20").body();
      HttpResponse<String> answer = erase(seed, "{\"seq\":7,\"reason\":\"" + REASON + "\"}");
      assertEquals(200, answer.statusCode(), answer.body());
      assertNoTrace(7);
      long by = TestSeed.json(answer).path("erased_by").asLong();
      JsonNode record = TestSeed.json(seed.get("/log/entry/" + by)).path("entry");
      assertEquals("ERASE", record.path("action_type").asText());
      assertEquals(REASON, record.path("payload").path("reason").asText());
      JsonNode erased = TestSeed.json(seed.get("/log/entry/7"));
      assertTrue(erased.path("erased").asBoolean());
      assertEquals(by, erased.path("erased_by").asLong());
      assertEquals(before, seed.get("/log/proof/inclusion?seq=7&size=20").body());
      HttpResponse<String> again = erase(seed, "{\"seq\":7,\"reason\":\"again\"}");
      assertEquals(409, again.statusCode());
      assertTrue(again.body().contains("entry " + by), again.body());
      assertEquals(0, verify().exitCode(), verify().out());
    }
    assertEquals(0, verify().exitCode(), verify().out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"seq\":0,\"reason\":\"r\"} | 409 | not-erasable",
        "{\"seq\":1,\"reason\":\"r\"} | 409 | not-erasable",
        "{\"seq\":20,\"reason\":\"r\"} | 409 | not-erasable",
        "{\"seq\":9999,\"reason\":\"r\"} | 404 | unknown-entry",
        "{\"seq\":-1,\"reason\":\"r\"} | 400 | wrong-type",
        "{\"seq\":1.5,\"reason\":\"r\"} | 400 | wrong-type",
        "{\"seq\":\"7\",\"reason\":\"r\"} | 400 | wrong-type",
        "{\"seq\":99999999999999999999,\"reason\":\"r\"} | 400 | wrong-type",
        "{\"seq\":7} | 400 | wrong-type",
        "{\"seq\":7,\"reason\":\"  \"} | 422 | bad-reason",
        "{\"seq\":7,\"reason\":\"a\\nb\"} | 422 | bad-reason",
        "{\"seq\":7,\"reason\":\"\\ud800\"} | 422 | bad-reason",
        "{\"seq\":7,\"reason\":\"r\",\"force\":true} | 400 | unknown-member",
        "[] | 400 | wrong-type",
        "{ | 400 | malformed-json",
      })
  void theApiSaysWhyNot(String body, int status, String slug) throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      HttpResponse<String> answer = erase(seed, body);
      assertEquals(status, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains(":problem:" + slug + "\""), answer.body());
      assertFalse(TestSeed.json(seed.get("/log/entry/7")).path("erased").asBoolean(true));
    }
  }

  @Test
  void aReasonHasAtMostFiveHundredCharacters() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String longest = "\u00e9".repeat(500);
      assertEquals(422, erase(seed, "{\"seq\":7,\"reason\":\"" + longest + "x\"}").statusCode());
      assertEquals(200, erase(seed, "{\"seq\":7,\"reason\":\"" + longest + "\"}").statusCode());
    }
  }

  @Test
  void nobodyElseIsLetInAndGuessersWait() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String body = "{\"seq\":7,\"reason\":\"r\"}";
      String token = AdminToken.existing(data);
      for (String wrong :
          List.of("Bearer " + "0".repeat(64), "Bearer " + token + "0", "Basic " + token, token)) {
        HttpResponse<String> answer = erase(seed, body, wrong);
        assertEquals(401, answer.statusCode(), wrong);
        assertEquals("Bearer", answer.headers().firstValue("WWW-Authenticate").orElse(""));
      }
      assertEquals(401, seed.post("/api/admin/erase", body).statusCode());
      for (int i = 0; i < 5; i++) {
        assertEquals(401, erase(seed, body, "Bearer x").statusCode());
      }
      HttpResponse<String> waiting = erase(seed, body, "Bearer " + token);
      assertEquals(429, waiting.statusCode());
      assertEquals("60", waiting.headers().firstValue("Retry-After").orElse(""));
      assertFalse(TestSeed.json(seed.get("/log/entry/7")).path("erased").asBoolean(true));
    }
  }

  @Test
  void theTokenIsTheOwnersAndStays() throws Exception {
    String token = AdminToken.existing(data);
    assertTrue(token.matches("[0-9a-f]{64}"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.token"))));
    TestSeed.withoutFallback(data).close();
    assertEquals(token, AdminToken.existing(data));
  }

  @Test
  void theCommandErasesWithoutASeed() throws Exception {
    CliRun no = CliRun.of("no\n", arguments("7"));
    assertEquals(1, no.exitCode());
    assertTrue(no.err().contains("Entry 7: RESULT of " + FilledSeed.NODE), no.err());
    assertTrue(no.err().contains("nothing was erased"), no.err());
    CliRun yes = CliRun.of("yes\n", arguments("7"));
    assertEquals(0, yes.exitCode(), yes.err());
    assertTrue(yes.out().startsWith("Erased: entry 7, as entry 21 says."), yes.out());
    assertNoTrace(7);
    assertEquals(0, verify().exitCode(), verify().out());
    CliRun again = CliRun.of("", arguments("7", "--yes"));
    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("by entry 21"), again.err());
    assertEquals(1, CliRun.of("", arguments("0", "--yes")).exitCode());
    assertEquals(1, CliRun.of("", arguments("999", "--yes")).exitCode());
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      assertTrue(TestSeed.json(seed.get("/log/entry/7")).path("erased").asBoolean());
    }
  }

  @Test
  void theCommandAsksTheSeedThatRuns() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String url = "http://127.0.0.1:" + seed.port();
      CliRun run = CliRun.of("", arguments("10", "--yes", "--seed", url));
      assertEquals(0, run.exitCode(), run.err());
      assertNoTrace(10);
      assertTrue(TestSeed.json(seed.get("/log/entry/10")).path("erased").asBoolean());
      assertEquals(0, verify().exitCode(), verify().out());
    }
  }

  @Test
  void theTokenGoesToNoOtherSeed(@TempDir Path other) throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data);
        TestSeed stranger = TestSeed.withoutFallback(other)) {
      String url = "http://127.0.0.1:" + stranger.port();
      CliRun run = CliRun.of("", arguments("7", "--yes", "--seed", url));
      assertEquals(1, run.exitCode());
      assertTrue(run.err().contains("another seed"), run.err());
      assertFalse(TestSeed.json(seed.get("/log/entry/7")).path("erased").asBoolean(true));
    }
  }

  private String[] arguments(String seq, String... more) {
    return Stream.concat(
            Stream.of("erase", "--data", data.toString(), "--seq", seq, "--reason", REASON),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private CliRun verify() {
    return CliRun.of("", "verify", "--data", data.toString());
  }

  private HttpResponse<String> erase(TestSeed seed, String body) throws Exception {
    return erase(seed, body, "Bearer " + AdminToken.existing(data));
  }

  private static HttpResponse<String> erase(TestSeed seed, String body, String authorization)
      throws Exception {
    return seed.send(
        seed.request("/api/admin/erase")
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(body)));
  }

  /** What the entry said is in no file of the data folder. */
  private void assertNoTrace(int seq) throws Exception {
    String secret = "\"" + FilledSeed.SECRET + seq + "\"";
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(secret), file + " still has it");
      }
    }
  }
}
