package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was erased is in no file any more, and the chain still verifies. */
@Timeout(120)
class ErasureTest {
  private static final int ENTRIES = 200;

  @TempDir Path folder;
  private final BlockingQueue<Long> durable = new LinkedBlockingQueue<>();

  @Test
  void leavesNothingInAnyFileNorInABackup() throws Exception {
    long seed = System.nanoTime();
    List<LoggedEntry> all = Secrets.store(data(), ENTRIES, seed);
    List<LoggedEntry> order = new ArrayList<>(all.subList(1, ENTRIES));
    Collections.shuffle(order, new Random(seed));
    List<LoggedEntry> erased = order.subList(0, ENTRIES / 2);
    assertEquals(erased.size() * 3, Secrets.traces(data(), erased).size(), "they never were there");
    try (SqliteSeedStore store = open()) {
      EventLog log = store.start(durable::add, cause -> {});
      TestBatches batches = TestBatches.after(store, seed);
      for (int i = 0; i < erased.size(); i++) {
        append(log, batches.erasing(erased.get(i).entry().seq()));
        List<LoggedEntry> gone = erased.subList(i, i + 1);
        assertEquals(List.of(), Secrets.traces(data(), gone), "acknowledged; seed " + seed);
        append(log, batches.saying("something else " + i));
      }
      assertEquals(List.of(), Secrets.traces(data(), erased), "seed " + seed);
      assertVerifies(store, erased);
      backUp();
    }
    for (String copy : List.of("vacuumed", "backup", "copied")) {
      assertEquals(List.of(), Secrets.traces(folder.resolve(copy), erased), copy + " " + seed);
      List<LoggedEntry> kept = order.subList(ENTRIES / 2, order.size());
      assertFalse(Secrets.traces(folder.resolve(copy), kept).isEmpty(), copy + " is empty");
    }
  }

  /** By both ways of SQLite while the seed runs. */
  private void backUp() throws Exception {
    Files.createDirectories(folder.resolve("vacuumed"));
    Files.createDirectories(folder.resolve("backup"));
    try (Connection reader = Database.existing(data()).reader();
        Statement statement = reader.createStatement()) {
      statement.execute("VACUUM INTO '" + folder.resolve("vacuumed/mesh.db") + "'");
      statement.executeUpdate("backup to " + folder.resolve("backup/mesh.db"));
    }
    copy("copied");
  }

  private void copy(String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    for (String file : List.of("mesh.db-wal", "mesh.db-shm", "mesh.db")) {
      Files.copy(data().resolve(file), to.resolve(file));
    }
  }

  private static void assertVerifies(SqliteSeedStore store, List<LoggedEntry> erased) {
    ChainVerifier verifier = new ChainVerifier(new Sha256());
    List<LoggedEntry> entries = store.log().entries(0, Integer.MAX_VALUE);
    entries.forEach(verifier::feed);
    assertEquals(new ChainVerifier.Result.Sound(entries.size()), verifier.result());
    for (LoggedEntry entry : erased) {
      assertEquals(entry.erased(), entries.get((int) entry.entry().seq()));
      Json marker = new Json.Text("[ERASED:" + entry.entry().payloadHash() + "]");
      assertEquals(marker, entries.get((int) entry.entry().seq()).payload());
    }
  }

  @Test
  void isAcknowledgedOnlyOnceNobodyReadsTheOldState() throws Exception {
    LoggedEntry secret = Secrets.store(data(), 10, 1).get(5);
    try (SqliteSeedStore store = open()) {
      EventLog log = store.start(durable::add, cause -> {});
      TestBatches batches = TestBatches.after(store, 2);
      append(log, batches.plain());
      try (Connection reader = Database.existing(data()).reader()) {
        read(reader, 5);
        log.append(batches.erasing(5));
        while (!isErased(store, 5)) {
          Thread.onSpinWait();
        }
        copy("crashed");
        assertEquals(List.of(), List.copyOf(durable), "acknowledged while somebody reads it");
      }
      assertEquals(11, durable.poll(30, TimeUnit.SECONDS));
      assertEquals(List.of(), Secrets.traces(data(), List.of(secret)));
    }
    Path crashed = folder.resolve("crashed");
    assertFalse(Secrets.traces(crashed, List.of(secret)).isEmpty(), "nothing is left to be done");
    try (SqliteSeedStore store = SqliteSeedStore.open(crashed, new Sha256())) {
      assertEquals(List.of(), Secrets.traces(crashed, List.of(secret)));
      assertEquals(secret.erased(), store.log().entry(5));
    }
  }

  /** Takes a snapshot, which lasts until the connection is closed. */
  private static void read(Connection reader, long seq) throws Exception {
    reader.setAutoCommit(false);
    try (Statement statement = reader.createStatement();
        var row = statement.executeQuery("SELECT payload FROM entries WHERE seq = " + seq)) {
      assertEquals(true, row.next());
    }
  }

  private static boolean isErased(SqliteSeedStore store, long seq) {
    LoggedEntry entry = store.log().entry(seq);
    return entry != null && entry.salt() == null;
  }

  @Test
  void endingTheSeedDoesNotWaitForAReaderForEver() throws Exception {
    LoggedEntry secret = Secrets.store(data(), 10, 1).get(5);
    try (Connection reader = Database.existing(data()).reader()) {
      try (SqliteSeedStore store = open()) {
        EventLog log = store.start(durable::add, cause -> {});
        TestBatches batches = TestBatches.after(store, 2);
        append(log, batches.plain());
        read(reader, 5);
        log.append(batches.erasing(5));
      }
      assertEquals(List.of(), List.copyOf(durable), "acknowledged while somebody reads it");
    }
    open().close();
    assertEquals(List.of(), Secrets.traces(data(), List.of(secret)));
  }

  @Test
  void isRepeatableAndRefusedForWhatIsNotThere() throws Exception {
    LoggedEntry secret = Secrets.store(data(), 10, 1).get(5);
    try (SqliteSeedStore store = open()) {
      EventLog log = store.start(durable::add, cause -> {});
      TestBatches batches = TestBatches.after(store, 2);
      append(log, batches.erasing(5));
      append(log, batches.erasing(5));
      assertEquals(secret.erased(), store.log().entry(5));
      assertThrows(IllegalArgumentException.class, () -> log.append(batches.erasing(99)));
    }
  }

  @Test
  void aKillLeavesItErasedOrNotAcknowledged() throws Exception {
    long seed = System.nanoTime();
    SeededBytes random = new SeededBytes(seed);
    List<LoggedEntry> all = Secrets.store(data(), 120, seed);
    List<LoggedEntry> acknowledged = new ArrayList<>();
    for (int life = 0; life < 8; life++) {
      Lives.Life died = Lives.run(KilledEraser.class, data(), random.next(), 1 + random.below(8));
      died.acknowledged().forEach(seq -> acknowledged.add(all.get(Math.toIntExact(seq))));
      String context = "seed " + seed + ", life " + life;
      assertEquals(List.of(), Secrets.traces(data(), acknowledged), context);
      try (SqliteSeedStore store = open()) {
        List<LoggedEntry> erased =
            all.stream().filter(entry -> isErased(store, entry.entry().seq())).toList();
        assertEquals(List.of(), Secrets.traces(data(), erased), context);
        assertEquals(erased, all.stream().filter(e -> isGone(e, acknowledged, erased)).toList());
        assertVerifies(store, erased);
      }
    }
  }

  private static boolean isGone(
      LoggedEntry entry, List<LoggedEntry> acknowledged, List<LoggedEntry> erased) {
    return acknowledged.contains(entry) || erased.contains(entry);
  }

  private void append(EventLog log, LogBatch batch) throws InterruptedException {
    log.append(batch);
    assertNotNull(durable.poll(30, TimeUnit.SECONDS), "nothing became durable");
  }

  private Path data() {
    return folder.resolve("data");
  }

  private SqliteSeedStore open() throws StoreRefusal {
    return SqliteSeedStore.open(data(), new Sha256());
  }
}
