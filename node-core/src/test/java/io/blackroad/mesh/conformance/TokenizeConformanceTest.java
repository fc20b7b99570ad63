package io.blackroad.mesh.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.tokenize.ModelVocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tokenizer's vectors on the JVM; node-wasm runs the same in a browser. */
class TokenizeConformanceTest {
  private static final Path GOLDEN = Path.of("../spec/vectors/tokenize-golden.json");

  @Test
  void everyVectorPasses() throws IOException {
    assertEquals(
        "144 passed", TokenizeConformance.run(ModelVocabulary.lines(), Files.readAllBytes(GOLDEN)));
  }

  @Test
  void noticesAWrongId() throws IOException {
    byte[] bent =
        Files.readString(GOLDEN)
            .replace("[101, 1031, 19802, 1033, 102]", "[101, 102, 102]")
            .getBytes(StandardCharsets.UTF_8);
    String result = TokenizeConformance.run(ModelVocabulary.lines(), bent);
    assertTrue(result.startsWith("FAILED: case "), result);
  }

  @Test
  void differentialCasesRepeatThemselves() {
    String vocabulary = ModelVocabulary.lines();
    assertEquals(
        TokenizeConformance.differential(vocabulary), TokenizeConformance.differential(vocabulary));
  }
}
