package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.seed.TestNode;
import io.blackroad.mesh.seed.TestSeed;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as anyone may read it. */
@Timeout(90)
class LedgerApiTest {
  @TempDir private Path data;

  @Test
  void anEmptyLedgerIsAllZeros() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      JsonNode ledger = TestSeed.json(seed.get("/api/ledger"));
      for (String sum : List.of("paidOut", "inEscrow", "forfeited", "takenBack", "sum")) {
        assertEquals("0", ledger.path(sum).path("units").asText(), sum);
        assertEquals("0.00000000", ledger.path(sum).path("road").asText(), sum);
      }
      assertEquals(404, seed.get("/api/ledger/accounts/treasury").statusCode());
      JsonNode postings = TestSeed.json(seed.get("/api/ledger/postings"));
      assertEquals(0, postings.path("postings").size());
      assertTrue(postings.path("next").isNull());
    }
  }

  @Test
  void whatANodeEarnedIsOnItsAccountAndInTheSums() throws Exception {
    String id;
    try (TestSeed seed = TestSeed.withoutFallback(data);
        TestNode one = TestNode.join(seed.port());
        TestNode other = TestNode.join(seed.port())) {
      String job = "{\"texts\":[\"" + "word ".repeat(9) + "\"],\"confidence\":\"quorum\"}";
      for (int i = 0; i < 3; i++) {
        seed.finish(seed.submit(job));
      }
      id = one.await(status -> status.unitsEarned() > 0).nodeId();
      other.await(status -> status.unitsEarned() > 0);
    }
    try (TestSeed seed = TestSeed.in(data)) {
      JsonNode account = TestSeed.json(seed.get("/api/ledger/accounts/" + id));
      long units = units(account, "balance") + units(account, "escrow");
      assertTrue(units > 0, account.toString());
      JsonNode ledger = TestSeed.json(seed.get("/api/ledger"));
      assertEquals(0, units(ledger, "sum"));
      JsonNode treasury = TestSeed.json(seed.get("/api/ledger/accounts/treasury"));
      long out = units(ledger, "paidOut") + units(ledger, "inEscrow");
      assertEquals(-units(treasury, "balance"), out);
      assertTrue(ledger.path("logSize").asLong() > 0);
      assertEquals(ledger.path("postings").asInt(), walk(seed, "").size());
      assertEquals(walk(seed, ""), walk(seed, "&order=newest"));
    }
  }

  private static long units(JsonNode answer, String member) {
    return Long.parseLong(answer.path(member).path("units").asText("0"));
  }

  /** Follows {@code next} from page to page; returns the keys. */
  private static Set<String> walk(TestSeed seed, String query) throws Exception {
    Set<String> keys = new TreeSet<>();
    String next = "/api/ledger/postings?limit=2" + query;
    while (!next.isEmpty()) {
      JsonNode page = TestSeed.json(seed.get(next));
      for (JsonNode posting : page.path("postings")) {
        assertTrue(keys.add(posting.path("key").asText()), "twice: " + posting);
        assertTrue(posting.path("units").asText().matches("[1-9][0-9]*"), posting.toString());
      }
      next = page.path("next").asText("").equals("null") ? "" : page.path("next").asText("");
    }
    return keys;
  }

  @Test
  void hostileQuestionsAreRefusedInOneSentence() throws Exception {
    try (TestSeed seed = TestSeed.in(data)) {
      String long300 = "x".repeat(300);
      for (String query :
          List.of(
              "limit=0",
              "limit=1001",
              "limit=-1",
              "limit=x",
              "after=",
              "after=5",
              "after=~",
              "after=-1~k",
              "after=99999999999999999999~k",
              "after=1~" + long300,
              "account=",
              "account=" + long300,
              "order=sideways",
              "before=1",
              "account=a&acount=b")) {
        HttpResponse<String> refused = seed.get("/api/ledger/postings?" + query);
        assertEquals(400, refused.statusCode(), query + " " + refused.body());
      }
      for (String odd : List.of("' OR 1=1 --", "%_%", "escrow:", "\u0000", "n_;DROP TABLE jobs")) {
        String encoded = URLEncoder.encode(odd, StandardCharsets.UTF_8);
        HttpResponse<String> none = seed.get("/api/ledger/postings?account=" + encoded);
        assertEquals(200, none.statusCode(), none.body());
        assertEquals(0, TestSeed.json(none).path("postings").size());
      }
      assertEquals(400, seed.get("/api/ledger/accounts/" + long300).statusCode());
      assertEquals(404, seed.get("/api/ledger/accounts/n_nobody").statusCode());
      assertEquals(405, seed.delete("/api/ledger/accounts/n_nobody").statusCode());
      assertFalse(seed.get("/api/ledger").body().isEmpty());
    }
  }
}
