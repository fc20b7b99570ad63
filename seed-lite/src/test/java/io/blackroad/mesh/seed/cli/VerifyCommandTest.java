package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.FilledSeed;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.api.PublicLog;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole logs, good ones and tampered ones, from wherever they can be read. */
@Timeout(180)
class VerifyCommandTest {
  private static final int SIZE = 600;

  @TempDir private static Path data;
  private static List<LoggedEntry> entries;

  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws Exception {
    entries = FilledSeed.in(data, SIZE);
  }

  @Test
  void aStoredLogHoldsWithItsLedgerWhileItsSeedRuns() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      for (String[] arguments : new String[][] {{"--data", data.toString()}, {data.toString()}}) {
        CliRun run = verify(arguments);
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().contains(" holds: " + entries.size() + " entries of mesh/s_"));
        assertTrue(run.out().contains("head " + entries.getLast().entry().hash()), run.out());
        assertEquals(1, run.out().lines().count());
        assertEquals("", run.err());
      }
      assertEquals(0, verify(data.toString(), "--seed", seed.seedId()).exitCode());
    }
  }

  @Test
  void aPublishedLogHolds() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      CliRun run = verify("http://127.0.0.1:" + seed.port());
      assertEquals(0, run.exitCode(), run.out() + run.err());
      assertTrue(run.out().contains(" entries of mesh/" + seed.seedId()), run.out());
      CliRun json = verify("http://127.0.0.1:" + seed.port() + "/log/", "--json");
      assertTrue(json.out().contains("\"holds\":true"), json.out());
      CliRun other = verify("http://127.0.0.1:" + seed.port(), "--seed", "s_" + "0".repeat(32));
      assertBroken(other, "not of seed s_0000");
    }
  }

  @Test
  void anEmptyLogSaysSo() throws Exception {
    SqliteSeedStore.open(folder, new Sha256()).close();
    CliRun run = verify("--data", folder.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("holds no entries yet"), run.out());
  }

  @Test
  void anExportedLogHoldsWholeOrWithheld() throws Exception {
    Path file = Files.writeString(folder.resolve("log.ndjson"), export(entries));
    CliRun run = verify("--log", file.toString());
    assertEquals(0, run.exitCode(), run.out());
    assertTrue(run.out().contains("holds: " + entries.size() + " entries"), run.out());
    assertEquals(0, verify(file.toString()).exitCode());
    String withheld = export(entries.stream().map(PublicLog::shown).toList());
    assertEquals(0, CliRun.of(withheld, "verify", "--log", "-").exitCode());
    assertEquals("", CliRun.of(withheld, "verify", "--log", "-", "--quiet").out());
  }

  @Test
  void everyTamperingIsFoundWhereItIs() {
    List<LoggedEntry> head = entries.subList(0, 30);
    String whole = export(head);
    assertBroken(lines(whole.replaceFirst("\"seq\":7", "\"seq\":8")), "at entry 7: seq 8");
    assertBroken(lines(export(without(head, 11))), "at entry 11: ");
    assertBroken(lines(whole.replace(head.get(5).entry().hash(), "0".repeat(64))), "at entry 5: ");
    assertBroken(lines(export(head.subList(1, 30))), "at entry 0: ");
    assertBroken(lines(whole.replaceFirst("\"depth\":7", "\"depth\":3")), "at entry 10: depth");
    assertBroken(lines(whole.substring(0, whole.length() - 9)), "at entry 29: it is not JSON");
    assertBroken(lines(whole + "{}\n"), "at entry 30: ");
    assertBroken(lines(swapped(whole, 12)), "at entry 12: seq 13");
    assertBroken(lines(whole.replaceFirst(FilledSeed.SECRET + 8, "x")), "at entry 8: the payload");
    String other = whole.replaceAll("mesh/s_[0-9a-f]{4}", "mesh/s_ffff");
    assertBroken(lines(other), "at entry 0: the hash is not");
  }

  @Test
  void whatIsNotThereIsOneLine() {
    CliRun nothing = verify("--data", folder.resolve("no").toString());
    assertEquals(1, nothing.exitCode());
    assertTrue(nothing.err().startsWith("mesh verify: no mesh.db in "), nothing.err());
    CliRun log = verify("--log", folder.resolve("no").toString());
    assertEquals(1, log.exitCode());
    assertTrue(log.err().startsWith("mesh verify: no file "), log.err());
    CliRun away = verify("http://127.0.0.1:1");
    assertEquals(3, away.exitCode());
    assertTrue(away.err().contains("cannot be read"), away.err());
    assertEquals(1, verify(folder.toString()).exitCode());
    assertEquals(2, verify("--seed", "me").exitCode());
    assertEquals(2, verify("--data", "x", "--log", "y").exitCode());
  }

  private static CliRun verify(String... arguments) {
    List<String> all = new ArrayList<>(List.of("verify"));
    all.addAll(List.of(arguments));
    return CliRun.of("", all.toArray(String[]::new));
  }

  private static CliRun lines(String log) {
    return CliRun.of(log, "verify", "--log", "-");
  }

  private static void assertBroken(CliRun run, String reason) {
    assertEquals(1, run.exitCode(), run.out());
    assertTrue(run.out().contains(reason), run.out());
    assertEquals(1, run.out().lines().count(), run.out());
  }

  private static List<LoggedEntry> without(List<LoggedEntry> all, int index) {
    List<LoggedEntry> rest = new ArrayList<>(all);
    rest.remove(index);
    return rest;
  }

  private static String swapped(String log, int line) {
    List<String> all = new ArrayList<>(log.lines().toList());
    all.add(line, all.remove(line + 1));
    return String.join("\n", all) + "\n";
  }

  private static String export(List<LoggedEntry> all) {
    return all.stream()
        .map(entry -> CanonicalJson.text(EntryJson.toJson(entry)) + "\n")
        .collect(Collectors.joining());
  }
}
