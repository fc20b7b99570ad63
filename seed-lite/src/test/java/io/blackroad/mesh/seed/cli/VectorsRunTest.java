package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.conformance.BrokenVectors;
import io.blackroad.mesh.conformance.Conformance;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorsRunTest {
  private static final Path OURS = Path.of("../spec/vectors");

  @TempDir Path folder;

  @Test
  void oursPass() throws IOException {
    long files;
    try (Stream<Path> all = Files.list(OURS)) {
      files = all.filter(file -> file.toString().endsWith(".json")).count();
    }
    CliRun run = CliRun.of("", "verify", "--vectors", OURS.toString());
    assertEquals(0, run.exitCode(), run.out());
    assertEquals("", run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals((files - 3) + " passed, 0 failed", lines.getLast());
    assertEquals(
        List.of(
            "skipped hpke.json: they need a platform's P-256 and AES-GCM",
            "skipped sealed-row.json: they need a platform's AES-GCM",
            "skipped tokenize-golden.json: token ids need a model's vocabulary"),
        lines.subList(0, lines.size() - 1));
  }

  @Test
  void aFolderOfGoodAndBrokenFilesIsCountedAndNamed() throws IOException {
    copy("chain-ok.json", "renamed.json", "", "");
    copy("merkle-inclusion.json", "a.json", "\"valid\": true", "\"valid\": false");
    copy("merkle-consistency.json", "b.json", "c376d3a6", "c376d3a7");
    copy("chain-bad-swapped.json", "c.json", "\"valid\": false", "\"valid\": true");
    copy("ladder-ladder.json", "d.json", "\"k\": 1", "\"k\": 9007199254740993");
    copy("jcs-canonical.json", "e.json", "{\\\"a\\\":1.5}", "{\\\"a\\\":1}");
    write("f.json", "conformance");
    write("g.json", "{\"cases\":[{\"what\":1}]}");
    write("h.json", "[".repeat(100_000));
    write("i.json", "");
    write("not-a-vector.txt", "ignored");
    Files.createDirectories(folder.resolve("folder.json"));
    Files.createSymbolicLink(folder.resolve("j.json"), folder.resolve("gone"));

    CliRun run = CliRun.of("", "verify", "--vectors", folder.toString());

    assertEquals(1, run.exitCode());
    List<String> named =
        run.out().lines().filter(line -> !line.startsWith("  ")).map(VectorsRunTest::head).toList();
    assertEquals(
        List.of(
            "FAILED a.json",
            "FAILED b.json",
            "FAILED c.json",
            "FAILED d.json",
            "FAILED e.json",
            "FAILED f.json",
            "FAILED g.json",
            "FAILED h.json",
            "FAILED i.json",
            "FAILED j.json",
            "1 passed, 10 failed"),
        named);
    assertTrue(run.out().contains("  case 0 (right): accepted, though not valid\n"), run.out());
    assertTrue(run.out().contains("  … and 54 more\n"), run.out());
  }

  private static String head(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }

  @Test
  void verboseShowsEveryFileAndEveryReason() throws IOException {
    copy("chain-ok.json", "chain.json", "", "");
    copy("merkle-inclusion.json", "a.json", "\"valid\": true", "\"valid\": false");
    CliRun run = CliRun.of("", "verify", "--verbose", "--vectors", folder.toString());
    List<String> lines = run.out().lines().toList();
    assertEquals("FAILED a.json: 59 of 240 checks", lines.get(0));
    assertEquals(62, lines.size());
    assertEquals("passed chain.json: 1 check", lines.get(60));
    assertEquals("1 passed, 1 failed", lines.get(61));
  }

  @Test
  void everyBrokenFileOfStrangersIsAnswered() throws IOException {
    int number = 0;
    for (BrokenVectors.Broken broken : BrokenVectors.all()) {
      Files.write(folder.resolve(number++ + ".json"), broken.file());
    }
    long failing =
        BrokenVectors.all().stream().filter(broken -> !broken.reason().isEmpty()).count();
    CliRun run = CliRun.of("", "verify", "--vectors", folder.toString());
    assertEquals(
        (number - failing) + " passed, " + failing + " failed",
        run.out().lines().toList().getLast());
  }

  @Test
  void aFileThatIsTooLargeFailsUnread() throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("large.json").toFile(), "rw")) {
      file.setLength(1L << 40); // sparse: reading it would never end
    }
    CliRun run = CliRun.of("", "verify", "--vectors", folder.toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("bytes, at most " + Conformance.BYTES_MAX), run.out());
  }

  @Test
  void wrongUsageIsOneLineAndTwo() {
    assertMisused("no folder ", "--vectors", folder.resolve("gone").toString());
    assertMisused("no *.json in ", "--vectors", folder.toString());
    assertMisused("go with --vectors DIR", "--in", "jvm");
    assertMisused("--in", "--vectors", OURS.toString(), "--in", "moon");
    assertMisused("use ./mesh verify", "--vectors", OURS.toString(), "--in", "browser");
  }

  private static void assertMisused(String reason, String... options) {
    String[] arguments =
        Stream.concat(Stream.of("verify"), Stream.of(options)).toArray(String[]::new);
    CliRun run = CliRun.of("", arguments);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains(reason), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void copy(String ours, String name, String from, String to) throws IOException {
    String text = Files.readString(OURS.resolve(ours));
    assertTrue(text.contains(from), ours);
    write(name, text.replace(from, to));
  }
}
