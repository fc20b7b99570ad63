package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.seed.FilledSeed;
import io.blackroad.mesh.seed.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mirror of a log, and what is told when somebody changed it. */
@Timeout(180)
class MirrorTest {
  private static final int SIZE = 600;

  @TempDir private static Path data;
  @TempDir private static Path exported;
  @TempDir private static Path otherData;
  @TempDir private static Path older;

  @TempDir private Path mirror;

  @BeforeAll
  static void export() throws Exception {
    FilledSeed.in(data, 300);
    assertEquals(
        0, CliRun.of("", "export", older.toString(), "--data", data.toString()).exitCode());
    FilledSeed.in(data, SIZE);
    CliRun run = CliRun.of("", "export", exported.toString(), "--data", data.toString());
    assertEquals(0, run.exitCode(), run.err());
    FilledSeed.in(otherData, 20);
  }

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(exported)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = mirror.resolve(exported.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  @Test
  void holdsFromAboveAndFromWithin() {
    assertHolds(verify(mirror));
    assertHolds(verify(mirror.resolve("log")));
  }

  @Test
  void isWhatTheSeedServes() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data);
        Stream<Path> files = Files.walk(exported)) {
      List<Path> lasting =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains("checkpoint"))
              .toList();
      assertTrue(lasting.size() > 8, "" + lasting);
      for (Path file : lasting) {
        byte[] served = seed.sendForBytes(seed.request("/" + exported.relativize(file))).body();
        assertEquals(-1, java.util.Arrays.mismatch(served, Files.readAllBytes(file)), "" + file);
      }
    }
  }

  @Test
  void continuesWhatTheSeedSignedBefore() throws Exception {
    for (String held : List.of("checkpoint.json", "checkpoint")) {
      CliRun run = verify(mirror, "--checkpoint", older.resolve("log/" + held).toString());
      assertHolds(run);
    }
  }

  @Test
  void isToldFromOneThatWasCut() {
    CliRun run = verify(older, "--checkpoint", exported.resolve("log/checkpoint.json").toString());
    assertBroken(run, "it ends after 301 entries, but the seed signed one of 601");
  }

  @Test
  void isToldFromAnotherSeeds() throws Exception {
    assertEquals(
        0, CliRun.of("", "export", mirror.toString(), "--data", otherData.toString()).exitCode());
    CliRun run = verify(mirror, "--checkpoint", exported.resolve("log/checkpoint.json").toString());
    assertBroken(run, "it is of mesh/s_");
  }

  @ParameterizedTest
  @CsvSource({
    "tile/0/000, 4097, at entry 128: tile 0/000 does not agree with the entries in its byte 4097",
    "tile/0/001, 0, at entry 256: tile 0/001 does not agree",
    "tile/0/002.p/89, 2847, at entry 600: tile 0/002.p/89 does not agree",
    "tile/1/000.p/2, 32, at entry 256: tile 1/000.p/2 does not agree",
    "tile/entries/001, 36, at entry 257: tile entries/001 does not agree",
    "tile/entries/001, 1, at entry 256: tile entries/001 does not agree",
  })
  void oneFlippedBitInATileIsFound(String tile, int at, String reason) throws Exception {
    Path file = mirror.resolve("log").resolve(tile);
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 4;
    Files.write(file, bytes);
    assertBroken(verify(mirror), reason);
  }

  @Test
  void anEntryThatWasChangedIsFound() throws Exception {
    Path file = mirror.resolve("log/entries/001");
    String text = Files.readString(file);
    Files.writeString(
        file, text.replace("\"seq\":300,\"timestamp_ns\":\"1", "\"seq\":300,\"timestamp_ns\":\"2"));
    assertBroken(verify(mirror), "at entry 300: the hash is not that of the entry");
  }

  @Test
  void whatIsMissingCutOrSwappedIsFound() throws Exception {
    Path log = mirror.resolve("log");
    Path bundle = log.resolve("entries/001");
    String text = Files.readString(bundle);
    Files.writeString(bundle, text.substring(0, text.lastIndexOf("{\"action")));
    assertBroken(verify(mirror), "at entry 511: it is missing");
    Files.delete(bundle);
    assertBroken(verify(mirror), "at entry 256: ");
    Files.writeString(bundle, text + text.lines().findFirst().orElseThrow() + "\n");
    assertBroken(verify(mirror), "more than its 256 entries");
    Files.copy(log.resolve("entries/000"), bundle, StandardCopyOption.REPLACE_EXISTING);
    assertBroken(verify(mirror), "at entry 256: seq 0 at position 256");
    Files.writeString(bundle, text);
    assertHolds(verify(mirror));
    Path tile = log.resolve("tile/0/001");
    byte[] bytes = Files.readAllBytes(tile);
    Files.write(tile, java.util.Arrays.copyOf(bytes, bytes.length - 32));
    assertBroken(verify(mirror), "tile 0/001 has 8160 bytes, not 8192");
    Files.delete(tile);
    assertBroken(verify(mirror), "tile 0/001 is missing");
  }

  @Test
  void checkpointsThatTheSeedDidNotSignAreFound() throws Exception {
    Path json = mirror.resolve("log/checkpoint.json");
    String text = Files.readString(json);
    Files.writeString(json, text.replace("\"tree_size\":601", "\"tree_size\":600"));
    assertBroken(verify(mirror), "the seed did not sign the checkpoint");
    Files.writeString(json, "{}");
    assertBroken(verify(mirror), "is not a checkpoint");
    Files.writeString(json, text);
    Path note = mirror.resolve("log/checkpoint");
    String said = Files.readString(note);
    Files.writeString(note, said.replace("\n601\n", "\n600\n"));
    assertBroken(verify(mirror), "the seed did not sign the note");
    Files.writeString(note, "hello");
    assertBroken(verify(mirror), "is not a signed note");
    Files.delete(note);
    assertHolds(verify(mirror));
  }

  @Test
  void aSecondHistoryIsFound() throws Exception {
    Path forked = Files.createDirectories(mirror.resolve("forked"));
    Files.copy(data.resolve("seed.key"), forked.resolve("seed.key"));
    FilledSeed.in(forked, SIZE);
    Path fork = mirror.resolve("fork");
    assertEquals(
        0, CliRun.of("", "export", fork.toString(), "--data", forked.toString()).exitCode());
    CliRun same = verify(exported, "--checkpoint", fork.resolve("log/checkpoint.json").toString());
    assertBroken(same, "the seed signed two different logs of 601 entries");
    CliRun rewritten =
        verify(fork, "--checkpoint", older.resolve("log/checkpoint.json").toString());
    assertBroken(rewritten, "its first 301 entries are not those that the seed signed");
  }

  private static CliRun verify(Path log, String... more) {
    List<String> all = new java.util.ArrayList<>(List.of("verify", log.toString()));
    all.addAll(List.of(more));
    return CliRun.of("", all.toArray(String[]::new));
  }

  private static void assertHolds(CliRun run) {
    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains(" holds: 601 entries"), run.out());
  }

  private static void assertBroken(CliRun run, String reason) {
    assertEquals(1, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains(reason), run.out());
    assertEquals(1, run.out().lines().count());
  }
}
