package io.blackroad.mesh.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.mesh.hash.Hex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The seed takes and refuses the signatures that browsers take and refuse. */
class SignatureVectorsTest {
  private static final Path VECTORS = Path.of("../spec/vectors/ed25519.json");

  @Test
  void givesTheVerdictOfEveryVector() throws IOException {
    JsonNode cases = new ObjectMapper().readTree(VECTORS.toFile()).path("cases");
    List<String> wrong = new ArrayList<>();
    for (JsonNode one : cases) {
      boolean holds =
          JcaSignatureCheck.holds(
              bytes(one, "public_key"), bytes(one, "message"), bytes(one, "signature"));
      if (holds != one.path("valid").asBoolean()) {
        wrong.add(one.path("why").asText());
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(cases.size() > 250, cases.size() + " cases");
  }

  private static byte[] bytes(JsonNode one, String member) {
    return Hex.require(one.path(member).asText());
  }
}
