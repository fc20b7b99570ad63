package io.blackroad.mesh.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HelloProofTest {
  private static final ConsentTerms TERMS =
      new ConsentTerms(
          true,
          new ConsentTerms.Limits(50, 512, 64),
          new ConsentTerms.Permits(false, true, false, true, false),
          new ConsentTerms.Basis(
              "Search", "https://library.example", true, 1, "ab".repeat(32), 1_774_800_000_000L));

  @Test
  void signsTheBytesOfTheSpecification() {
    byte[] signed = HelloProof.signed("41".repeat(32), "s_1", TERMS);
    assertEquals(
        "blackroad-mesh-hello:v5\n"
            + "A".repeat(32)
            + "s_1\n"
            + "{\"after_close\":true,\"code_hash\":\""
            + "ab".repeat(32)
            + "\",\"cpu_cap_percent\":50,\"direct_peers\":true,\"enabled\":true,"
            + "\"expires_at_ms\":1774800000000,\"gpu\":false,\"in_origin\":true,\"keep_standing\":false,"
            + "\"purpose\":\"Search\",\"relay_mib_per_day\":512,"
            + "\"site\":\"https://library.example\",\"storage_mib\":64,\"text_version\":1,"
            + "\"while_hidden\":false}",
        new String(signed, StandardCharsets.UTF_8));
  }

  @Test
  void refusesAChallengeOfAnotherForm() {
    for (String challenge : new String[] {"", "41", "4A".repeat(32), "41".repeat(33)}) {
      assertThrows(
          IllegalArgumentException.class, () -> HelloProof.signed(challenge, "s_1", TERMS));
    }
  }
}
