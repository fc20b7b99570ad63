package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final List<LoggedEntry> ENTRIES = SampleChain.entries(2_500, new SeededBytes(2));

  @TempDir Path folder;

  @Test
  void aWholeStoredChainHoldsWhileItsSeedRuns() throws Exception {
    try (SqliteSeedStore store = SqliteSeedStore.open(folder, new Sha256())) {
      EventLog log = store.start(seq -> {}, cause -> {});
      ENTRIES.forEach(entry -> log.append(LogBatch.of(entry)));
      store.jobs().claim("k", "h", "j"); // stored after all of them
      CliRun run = CliRun.of("", "verify", "--data", folder.toString());
      assertEquals(0, run.exitCode(), run.err());
      assertTrue(
          run.out().contains(" holds: 2500 entries of " + ENTRIES.get(0).entry().chain()),
          run.out());
      assertTrue(run.out().endsWith("head " + ENTRIES.getLast().entry().hash() + "\n"), run.out());
      assertEquals(1, run.out().lines().count());
    }
  }

  @Test
  void anEmptyLogSaysSo() throws Exception {
    SqliteSeedStore.open(folder, new Sha256()).close();
    CliRun run = CliRun.of("", "verify", "--data", folder.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("holds no entries yet"), run.out());
  }

  @Test
  void anExportedChainHolds() throws Exception {
    Path file = Files.writeString(folder.resolve("log.ndjson"), export(ENTRIES));
    CliRun run = CliRun.of("", "verify", "--log", file.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("holds: 2500 entries"), run.out());
    assertEquals(0, CliRun.of(export(ENTRIES), "verify", "--log", "-").exitCode());
  }

  @Test
  void everyTamperingIsFoundWhereItIs() {
    List<LoggedEntry> head = ENTRIES.subList(0, 30);
    String whole = export(head);
    assertBroken(whole.replaceFirst("\"seq\":7", "\"seq\":8"), "broken at entry 7: seq 8");
    assertBroken(export(without(head, 11)), "broken at entry 11: ");
    assertBroken(whole.replace(head.get(5).entry().hash(), "0".repeat(64)), "broken at entry 5: ");
    assertBroken(export(head.subList(1, 30)), "broken at entry 0: ");
    assertBroken(whole.replaceFirst("\"depth\":7", "\"depth\":3"), "broken at entry ");
    assertBroken(whole.substring(0, whole.length() - 9), "not JSON");
    assertBroken(whole + "{}\n", "broken at entry 30: ");
  }

  @Test
  void whatIsNotThereIsOneLine() {
    CliRun data = CliRun.of("", "verify", "--data", folder.resolve("no").toString());
    assertEquals(1, data.exitCode());
    assertTrue(data.err().startsWith("mesh verify: no mesh.db in "), data.err());
    CliRun log = CliRun.of("", "verify", "--log", folder.resolve("no").toString());
    assertEquals(1, log.exitCode());
    assertTrue(log.err().startsWith("mesh verify: no file "), log.err());
  }

  private static void assertBroken(String log, String reason) {
    CliRun run = CliRun.of(log, "verify", "--log", "-");
    assertEquals(1, run.exitCode(), run.out());
    assertTrue(run.err().contains(reason), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private static List<LoggedEntry> without(List<LoggedEntry> entries, int index) {
    List<LoggedEntry> rest = new java.util.ArrayList<>(entries);
    rest.remove(index);
    return rest;
  }

  private static String export(List<LoggedEntry> entries) {
    return entries.stream()
        .map(entry -> CanonicalJson.text(EntryJson.toJson(entry)) + "\n")
        .collect(Collectors.joining());
  }
}
