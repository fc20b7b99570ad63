package io.blackroad.mesh.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The files of spec/vectors, on the JVM; node-wasm runs the same in a browser. */
class ConformanceTest {
  private static final Path VECTORS = Path.of("../spec/vectors");

  /** They need more than node-core has; its adapters' tests run them. */
  private static final List<String> SKIPPED =
      List.of("hpke.json", "sealed-row.json", "tokenize-golden.json");

  @TestFactory
  List<DynamicTest> everyFilePasses() throws IOException {
    try (Stream<Path> files = Files.list(VECTORS)) {
      return files
          .filter(file -> name(file).endsWith(".json") && !SKIPPED.contains(name(file)))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(name(file), () -> passes(file)))
          .toList();
    }
  }

  private static void passes(Path file) throws IOException {
    VectorResult.Ran ran =
        assertInstanceOf(VectorResult.Ran.class, Conformance.run(Files.readAllBytes(file)));
    assertEquals(List.of(), ran.reasons());
    assertTrue(ran.passed() > 0);
  }

  @Test
  void whatNeedsAPlatformIsSkippedAndSaysSo() throws IOException {
    for (String name : SKIPPED) {
      VectorResult.Skipped skipped =
          assertInstanceOf(
              VectorResult.Skipped.class,
              Conformance.run(Files.readAllBytes(VECTORS.resolve(name))),
              name);
      assertTrue(skipped.reason().contains(" need"), skipped.reason());
    }
  }

  @Test
  void differentialCasesRepeatThemselves() {
    assertEquals(Differential.lines(), Differential.lines());
  }

  private static String name(Path file) {
    return Objects.requireNonNull(file.getFileName()).toString();
  }
}
