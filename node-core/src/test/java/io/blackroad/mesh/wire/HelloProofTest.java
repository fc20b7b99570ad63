package io.blackroad.mesh.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HelloProofTest {
  private static final ConsentTerms TERMS =
      new ConsentTerms(true, 50, false, "https://library.example", 1, "ab".repeat(32));

  @Test
  void signsTheBytesOfTheSpecification() {
    byte[] signed = HelloProof.signed("41".repeat(32), "s_1", TERMS);
    assertEquals(
        "blackroad-mesh-hello:v3\n"
            + "A".repeat(32)
            + "s_1\n"
            + "{\"code_hash\":\""
            + "ab".repeat(32)
            + "\",\"cpu_cap_percent\":50,\"enabled\":true,\"gpu\":false,"
            + "\"site\":\"https://library.example\",\"text_version\":1}",
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
