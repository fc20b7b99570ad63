package io.blackroad.mesh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.blackroad.mesh.conformance.Conformance;
import io.blackroad.mesh.conformance.VectorResult;
import io.blackroad.mesh.conformance.VectorSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./mesh verify --vectors DIR --in browser} says what the JVM says. */
class VectorsInBrowserIT {
  private static final Path OURS = Path.of("../spec/vectors");

  @TempDir Path folder;

  @Test
  void printsWhatTheJvmPrints() throws IOException {
    for (Path file : json(OURS)) {
      Files.copy(file, folder.resolve(name(file)));
    }
    String chain = Files.readString(OURS.resolve("chain-ok.json"));
    Files.writeString(folder.resolve("bent.json"), chain.replace("\"depth\": 7", "\"depth\": 3"));

    Run run = run("--vectors", folder.toString(), "--in", "browser", "--verbose");

    List<String> expected = onJvm();
    assertEquals(expected, run.out().lines().toList());
    assertTrue(expected.getLast().endsWith(" passed, 1 failed"), expected.getLast());
    assertTrue(expected.getFirst().startsWith("FAILED bent.json: 1 of 1 checks"), run.out());
    assertEquals(1, run.exitCode());
  }

  /** The largest file that is taken, and one that breaks the page; the next file is run again. */
  @Test
  void aLargeFileIsRunAndABrokenPageIsReplaced() throws IOException {
    byte[] large = " ".repeat(Conformance.BYTES_MAX).getBytes(StandardCharsets.US_ASCII);
    Path largest = Files.write(folder.resolve("large.json"), large);
    Path good = OURS.resolve("merkle-roots.json");
    Visitors visitors = Visitors.launch();
    try (BrowserVectors browser = new BrowserVectors(visitors)) {
      assertEquals(Conformance.run(large), browser.run(largest));
      Page page = visitors.browser().contexts().getFirst().pages().getFirst();
      page.evaluate("delete window.conformance");
      VectorResult.Ran broken = (VectorResult.Ran) browser.run(good);
      assertTrue(
          broken.reasons().getFirst().startsWith("the browser broke down"), broken::toString);
      assertEquals(Conformance.run(Files.readAllBytes(good)), browser.run(good));
    }
  }

  @Test
  void otherUsesOfTheVerbAreTheSeeds() {
    assertEquals(2, run("--vectors", OURS.toString()).exitCode());
    assertEquals(2, run().exitCode());
    assertEquals(2, run("--vectors", folder.resolve("no").toString(), "--in=browser").exitCode());
  }

  private List<String> onJvm() throws IOException {
    TreeMap<String, VectorResult> results = new TreeMap<>();
    for (Path file : json(folder)) {
      results.put(name(file), Conformance.run(Files.readAllBytes(file)));
    }
    return new VectorSummary(results, true).lines();
  }

  private record Run(int exitCode, String out) {}

  private static Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandLine line =
        new CommandLine(new VerifyVerb(new PrintStream(out, false, StandardCharsets.UTF_8)));
    int exitCode = line.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
    return new Run(exitCode, out.toString(StandardCharsets.UTF_8));
  }

  private static List<Path> json(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> name(file).endsWith(".json")).toList();
    }
  }

  private static String name(Path file) {
    return Objects.requireNonNull(file.getFileName()).toString();
  }
}
