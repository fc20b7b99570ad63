package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.seed.SeedParts;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.http.HttpLimits;
import io.blackroad.mesh.seed.signal.SignalLimits;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A seed that has all the work it can hold. */
@Timeout(60)
class QueueFullTest {
  @TempDir private Path data;

  @Test
  void saysWhenToComeBackAndTakesMoreOnceThereIsRoom() throws Exception {
    ApiLimits limits = ApiLimits.STANDARD.withOpenJobsMax(2);
    try (TestSeed seed =
        TestSeed.start(
            SeedOptions.in(data).withFallback(false),
            new SeedParts.Limits(HttpLimits.STANDARD, SignalLimits.STANDARD, limits))) {
      String job = "{\"texts\":[\"a\"]}";
      String first = seed.submit(job);
      seed.submit(job);
      HttpResponse<String> refused = seed.post("/api/jobs", job);
      assertEquals(503, refused.statusCode());
      assertTrue(refused.body().contains("queue-full"), refused.body());
      assertEquals("5", refused.headers().firstValue("Retry-After").orElse(""));
      assertEquals(204, seed.delete("/api/jobs/" + first).statusCode());
      seed.submit(job);
    }
  }
}
