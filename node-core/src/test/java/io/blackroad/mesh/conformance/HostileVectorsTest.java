package io.blackroad.mesh.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Conformance files are not trusted: each has a result that says what is wrong, and none throws.
 */
class HostileVectorsTest {
  private static final Path VECTORS = Path.of("../spec/vectors");

  @TestFactory
  Stream<DynamicTest> saysWhatIsWrong() {
    return BrokenVectors.all().stream()
        .map(broken -> DynamicTest.dynamicTest(shortened(broken.name()), () -> isSaid(broken)));
  }

  private static String shortened(String name) {
    return name.length() < 60 ? name : name.substring(0, 60);
  }

  private static void isSaid(BrokenVectors.Broken broken) {
    VectorResult.Ran ran = assertInstanceOf(VectorResult.Ran.class, Conformance.run(broken.file()));
    assertEquals(broken.reason().isEmpty(), ran.failed() == 0, ran.reasons()::toString);
    String first = ran.reasons().isEmpty() ? "" : ran.reasons().get(0);
    assertTrue(first.contains(broken.reason()), first);
    assertTrue(first.length() <= VectorResult.REASON_CHARS_MAX, first);
    assertTrue(first.chars().noneMatch(Character::isISOControl), first);
  }

  /** A bent file may well pass, if the bend is in its words; it must be answered all the same. */
  @Test
  void mutatedFilesNeverThrow() throws IOException {
    SeededBytes random = new SeededBytes(20_261_122);
    int failed = 0;
    for (Path path : files()) {
      byte[] file = Files.readAllBytes(path);
      for (int i = 0; i < 12; i++) {
        byte[] bent = Mutation.of(file, random);
        VectorResult result = Conformance.run(bent);
        failed += result instanceof VectorResult.Ran ran && ran.failed() > 0 ? 1 : 0;
        Parsed travelled =
            CanonicalJson.parse(Conformance.runToText(bent).getBytes(StandardCharsets.UTF_8));
        Parsed.Value value = assertInstanceOf(Parsed.Value.class, travelled);
        assertEquals(result, VectorResult.fromJson(value.json()));
      }
    }
    assertTrue(failed > 150, failed + " bent files failed");
  }

  @Test
  void everyFlippedDigitOfAHashIsNoticed() throws IOException {
    String good = Files.readString(VECTORS.resolve("merkle-roots.json"));
    int from = good.indexOf("\"roots\"");
    for (int at = good.indexOf("\": \"", from); at > 0; at = good.indexOf("\": \"", at + 1)) {
      if (Character.isDigit(good.charAt(at - 1))) {
        char digit = good.charAt(at + 4) == '0' ? '1' : '0';
        String bent = good.substring(0, at + 4) + digit + good.substring(at + 5);
        VectorResult.Ran ran =
            assertInstanceOf(
                VectorResult.Ran.class, Conformance.run(bent.getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, ran.failed(), bent.substring(at - 4, at + 10));
      }
    }
  }

  @Test
  void aFileThatIsTooLargeIsNotLookedAt() {
    VectorResult result = Conformance.run(new byte[Conformance.BYTES_MAX + 1]);
    assertEquals(Conformance.tooLarge(Conformance.BYTES_MAX + 1L), result);
  }

  @Test
  void keepsOnlyTheFirstReasons() {
    String cases = "{\"m\":1},".repeat(1_000);
    byte[] file = ("{\"cases\":[" + cases + "0]}").getBytes(StandardCharsets.UTF_8);
    VectorResult.Ran ran = assertInstanceOf(VectorResult.Ran.class, Conformance.run(file));
    assertEquals(1_001, ran.failed());
    assertEquals(VectorResult.REASONS_MAX, ran.reasons().size());
  }

  @Test
  void anAnswerThatIsNoResultIsAFailure() {
    for (String text : List.of("{}", "[]", "{\"passed\":1,\"failed\":0,\"reasons\":7}")) {
      Parsed.Value value =
          assertInstanceOf(
              Parsed.Value.class, CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)));
      VectorSummary summary =
          new VectorSummary(
              Map.ofEntries(Map.entry("a", VectorResult.fromJson(value.json()))), false);
      assertEquals("0 passed, 1 failed", summary.lines().getLast());
      assertNotEquals(true, summary.allPassed());
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(VECTORS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
