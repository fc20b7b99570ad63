package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.seed.SeedParts;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose share a job counts against. */
@Timeout(60)
class SubmitterTest {
  private static final String TOKEN = "a-secret-that-is-nowhere-kept";

  @TempDir private Path data;

  @Test
  void networksFirstThenTokensWhereNetworksSayNothing() throws Exception {
    SeedOptions options = SeedOptions.in(data).withFallback(false).withProxied(true);
    try (TestSeed seed = TestSeed.start(options, SeedParts.Limits.STANDARD)) {
      submit(seed);
      submit(seed, "Authorization", "Bearer " + TOKEN);
      submit(seed, "Authorization", "bearer  " + TOKEN + " ");
      submit(seed, "Authorization", "Basic " + TOKEN);
      submit(seed, "X-Forwarded-For", "203.0.113.9");
      submit(seed, "X-Forwarded-For", "203.0.113.9", "Authorization", "Bearer " + TOKEN);
    }
    List<String> found = new ArrayList<>();
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      store.jobs().forEachUnfinished(each -> found.add(each.job().submitter()));
    }
    String hashed = "token:" + BodyHash.hex(new Sha256().sha256(bytes()));
    String network = "addr:203.0.113.0/24";
    assertEquals(List.of("addr:", hashed, hashed, "addr:", network, network), found);
    String disk = Files.readString(data.resolve("mesh.db"), StandardCharsets.ISO_8859_1);
    assertFalse(disk.contains(TOKEN), "the token is on the disk");
  }

  private static byte[] bytes() {
    return TOKEN.getBytes(StandardCharsets.UTF_8);
  }

  private static void submit(TestSeed seed, String... fields) throws Exception {
    HttpRequest.Builder request =
        seed.request("/api/jobs")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"texts\":[\"a\"]}"));
    for (int i = 0; i < fields.length; i += 2) {
      request.header(fields[i], fields[i + 1]);
    }
    assertEquals(202, seed.send(request).statusCode());
  }
}
