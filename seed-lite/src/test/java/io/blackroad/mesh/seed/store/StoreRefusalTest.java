package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LoggedEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Data that a seed must not go on from, and data that it must. */
class StoreRefusalTest {
  /** It is synced before anything behind it is acknowledged; {@link WalCheckTest} damages it. */
  private static final int WAL_HEADER = 32;

  @TempDir Path folder;

  @Test
  void aSecondSeedOnTheSameDataIsRefusedInOneSentence() throws Exception {
    try (SqliteSeedStore first = open()) {
      String refusal = refusal(this::open);
      assertEquals(
          "another seed is using the data folder " + data() + ": stop it, or choose another --data",
          refusal);
      assertTrue(first.log().entries(0, 1).isEmpty());
    }
    open().close();
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    open().close();
    sql("PRAGMA user_version = 99");
    String refusal = refusal(this::open);
    assertTrue(refusal.contains("newer mesh (schema 99, this one knows 3)"));
    String again = refusal(this::open);
    assertEquals(refusal, again, "the first refusal kept the lock");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Files.createDirectories(data());
    Files.writeString(data().resolve("mesh.db"), "not a database ".repeat(1000));
    String refusal = refusal(this::open);
    assertTrue(refusal.contains("cannot be used"), refusal);
  }

  @Test
  void aDataFolderThatCannotBeMadeIsRefused() throws Exception {
    Files.writeString(data(), "a file where the folder should be");
    String refusal = refusal(this::open);
    assertTrue(refusal.contains("cannot be written"), refusal);
  }

  @Test
  void everyChangeOfAStoredEntryIsRefused() throws Exception {
    List<String> changes =
        List.of(
            "UPDATE entries SET payload = replace(payload, '7', '8') WHERE seq = 7",
            "UPDATE entries SET salt = replace(salt, '1', '2') WHERE seq = 8",
            "UPDATE entries SET actor_id = 'n_x' WHERE seq = 9",
            "UPDATE entries SET timestamp_ns = 5 WHERE seq = 9",
            "UPDATE entries SET prev_hash = hash WHERE seq = 9",
            "DELETE FROM entries WHERE seq = 9");
    for (int i = 0; i < changes.size(); i++) {
      Path copy = folder.resolve("copy" + i);
      fill(copy, 20).close();
      try (Connection connection = Database.open(copy, new Sha256()).writer();
          Statement statement = connection.createStatement()) {
        assertEquals(1, statement.executeUpdate(changes.get(i)));
        connection.commit();
      }
      String change = changes.get(i);
      String refusal = refusal(() -> SqliteSeedStore.open(copy, new Sha256()));
      assertTrue(refusal.contains("does not verify"), change + ": " + refusal);
    }
  }

  @Test
  void aTornWriteAheadLogKeepsWholeBatchesOfEverything() throws Exception {
    SeededBytes random = new SeededBytes(3);
    try (SqliteSeedStore store = fill(data(), 60)) {
      List<LoggedEntry> all = store.log().entries(0, 100);
      for (int i = 0; i < 12; i++) {
        Path torn = folder.resolve("torn" + i);
        tear(torn, random, i % 2 == 0);
        try (SqliteSeedStore after = SqliteSeedStore.open(torn, new Sha256())) {
          List<LoggedEntry> kept = after.log().entries(0, 100);
          assertEquals(all.subList(0, kept.size()), kept);
          ChainVerifier verifier = new ChainVerifier(new Sha256());
          kept.forEach(verifier::feed);
          assertEquals(new ChainVerifier.Result.Sound(kept.size()), verifier.result());
          int results = Math.max(0, kept.size() - 1);
          assertEquals(results, after.jobs().outputs(TestBatches.JOB, 0, 100).size());
          assertEquals(-results * TestBatches.UNITS, after.log().balanceUnits("mint"));
        }
      }
    }
  }

  /** Copies the store as it is, its write-ahead log cut off or overwritten from some byte on. */
  private void tear(Path torn, SeededBytes random, boolean cut) throws IOException {
    Files.createDirectories(torn);
    Files.copy(data().resolve("mesh.db"), torn.resolve("mesh.db"));
    byte[] log = Files.readAllBytes(data().resolve("mesh.db-wal"));
    int from = WAL_HEADER + random.below(log.length - WAL_HEADER);
    byte[] damaged = cut ? Arrays.copyOf(log, from) : log;
    if (!cut) {
      System.arraycopy(random.bytes(log.length - from), 0, damaged, from, log.length - from);
    }
    Files.write(torn.resolve("mesh.db-wal"), damaged);
  }

  @Test
  void whatIsForgottenIsInNoFileAnyMore() throws Exception {
    byte[] vector = TestBatches.output(TestBatches.JOB, 5, 2).output().bytes();
    byte[] needle = Arrays.copyOfRange(vector, vector.length - 16, vector.length);
    try (SqliteSeedStore store = fill(data(), 20)) {
      assertTrue(onDisk(needle), "the vector was never there");
      store.jobs().forget(TestBatches.JOB);
    }
    assertTrue(!onDisk(needle), "a forgotten vector is still on disk");
  }

  private boolean onDisk(byte[] needle) throws IOException {
    try (var files = Files.list(data())) {
      for (Path file : files.toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (text.contains(new String(needle, StandardCharsets.ISO_8859_1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String refusal(Executable opening) {
    return String.valueOf(assertThrows(StoreRefusal.class, opening).getMessage());
  }

  private Path data() {
    return folder.resolve("data");
  }

  private SqliteSeedStore open() throws StoreRefusal {
    return SqliteSeedStore.open(data(), new Sha256());
  }

  private void sql(String statementText) throws Exception {
    try (Connection connection = Database.open(data(), new Sha256()).writer();
        Statement statement = connection.createStatement()) {
      statement.execute(statementText);
      connection.commit();
    }
  }

  /** An open store of {@code count} batches, all durable, each committed on its own. */
  private static SqliteSeedStore fill(Path data, int count) throws Exception {
    SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256());
    TestBatches batches = TestBatches.after(store, 9);
    Semaphore stored = new Semaphore(0);
    EventLog log = store.start(seq -> stored.release(), cause -> {});
    for (int i = 0; i < count; i++) {
      log.append(batches.next());
      stored.acquire();
    }
    return store;
  }
}
