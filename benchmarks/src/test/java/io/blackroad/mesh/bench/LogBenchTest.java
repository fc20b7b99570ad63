package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.demo.DemoFailure;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.store.StoredLog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The benchmark measures what it says: real entries, durable, in a log that verifies. */
class LogBenchTest {
  private final PrintStream quiet =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  @Test
  void partsHaveNamesOfTheirOwn() {
    List<String> names = BenchParts.LOG.names();
    Set<String> different = new LinkedHashSet<>(names);
    assertEquals(names.size(), different.size());
    assertEquals(BenchParts.LOG, BenchParts.LOG.named(List.of()));
    assertEquals(BenchParts.LOG, BenchParts.LOG.named(null));
    assertEquals(List.of("open"), BenchParts.LOG.named(List.of("open")).names());
    assertThrows(DemoFailure.class, () -> BenchParts.LOG.named(List.of("open", "shut")));
  }

  @Test
  void aStoredLogHasItsLengthVerifiesAndIsDeletedInTheEnd() throws Exception {
    Path data;
    try (StoredLogs logs = new StoredLogs(quiet)) {
      data = logs.of(700);
      assertEquals(data, logs.of(700));
      try (StoredLog stored = StoredLog.open(data)) {
        ChainVerifier verifier = new ChainVerifier(new Sha256());
        List<LoggedEntry> entries = stored.log().entries(0, 1_000);
        entries.forEach(verifier::feed);
        assertEquals(new ChainVerifier.Result.Sound(700), verifier.result());
      }
    }
    assertTrue(Files.notExists(data));
  }

  @Test
  void waitingForEachEntryCommitsEachByItself() throws Exception {
    try (StoredLogs logs = new StoredLogs(quiet);
        LogFeed feed = new LogFeed(logs.empty("feed-"))) {
      feed.append(1, 1);
      LogFeed.Effort oneByOne = feed.append(20, 1);
      assertEquals(20, oneByOne.groups());
      assertEquals(1, oneByOne.perGroup());
      assertTrue(feed.append(2_000, Long.MAX_VALUE).groups() < 2_000, "nothing was grouped");
    }
  }
}
