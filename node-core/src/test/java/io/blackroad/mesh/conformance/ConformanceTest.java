package io.blackroad.mesh.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  @TestFactory
  List<DynamicTest> everyFilePasses() throws IOException {
    try (Stream<Path> files = Files.list(VECTORS)) {
      return files
          .filter(file -> Conformance.covers(name(file)))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(name(file), () -> passes(file)))
          .toList();
    }
  }

  private static void passes(Path file) throws IOException {
    String result = Conformance.run(name(file), Files.readAllBytes(file));
    assertTrue(result.endsWith(" passed"), result);
  }

  @Test
  void saysSoWhenAFileIsBroken() {
    assertEquals(
        "FAILED: chain-ok.json at byte 1: a member's name is wanted",
        Conformance.run("chain-ok.json", new byte[] {'{'}));
  }

  @Test
  void differentialCasesRepeatThemselves() {
    assertEquals(Conformance.differential(), Conformance.differential());
  }

  private static String name(Path file) {
    return Objects.requireNonNull(file.getFileName()).toString();
  }
}
