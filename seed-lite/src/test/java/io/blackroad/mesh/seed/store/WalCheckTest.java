package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LoggedEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A write-ahead log cut and damaged everywhere: what was acknowledged is there, or nothing opens.
 */
class WalCheckTest {
  private static final int BATCHES = 40;
  private static final int FRAME = 24 + 4_096;
  private static final int HEADER = 32;

  @TempDir Path folder;
  private final long seed = System.nanoTime();
  private final SeededBytes random = new SeededBytes(seed);
  private final List<String> warnings = new ArrayList<>();
  private final Logger logger = Logger.getLogger(WalCheck.class.getName());
  private final Handler handler = new Notes();

  /** Entries, the write-ahead log that holds them, and where in it each commit ends. */
  private List<LoggedEntry> entries = List.of();

  private byte[] log = new byte[0];
  private final List<Integer> commits = new ArrayList<>();
  private int copies;

  /** The files of a running seed, every commit acknowledged. */
  @BeforeEach
  void writeAndCopy() throws Exception {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    Path data = folder.resolve("data");
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      TestBatches batches = TestBatches.after(store, random.next());
      Semaphore stored = new Semaphore(0);
      EventLog events = store.start(seq -> stored.release(), cause -> {});
      for (int i = 0; i < BATCHES; i++) {
        events.append(batches.next());
        stored.acquire();
      }
      entries = store.log().entries(0, BATCHES);
      for (String file : List.of("mesh.db", "mesh.db-wal", "mesh.db-shm")) {
        Files.copy(data.resolve(file), folder.resolve(file));
      }
    }
    log = Files.readAllBytes(folder.resolve("mesh.db-wal"));
    for (int at = HEADER; at < log.length; at += FRAME) {
      if (ByteBuffer.wrap(log).getInt(at + 4) != 0) {
        commits.add(at + FRAME);
      }
    }
    assertEquals(BATCHES, commits.size(), "one commit a batch");
    assertEquals(log.length, commits.getLast());
  }

  @AfterEach
  void leaveLogger() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  private final class Notes extends Handler {
    @Override
    public void publish(@Nullable LogRecord entry) {
      warnings.add(new SimpleFormatter().formatMessage(Objects.requireNonNull(entry)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void whatIsWholeOpensWithoutAWord() throws Exception {
    assertEquals(entries, opened(copy(log, false)));
    assertEquals(entries, opened(copy(log, true)));
    assertEquals(List.of(), warnings);
  }

  @Test
  void aCutEndKeepsEveryCommitBeforeIt() throws Exception {
    for (int border = HEADER; border <= log.length; border += FRAME) {
      for (int beside : new int[] {-1 - random.below(FRAME - 1), -1, 0, 1}) {
        int length = Math.clamp(border + beside, HEADER, log.length);
        byte[] cut = Arrays.copyOf(log, length);
        WalScan scan = WalScan.of(copy(cut, false).resolve("mesh.db-wal"));
        String context = "cut to " + length + "; seed " + seed;
        int whole = commitsUpTo(length);
        int end = whole == 0 ? HEADER : commits.get(whole - 1);
        assertEquals(end, scan.committedBytes(), context);
        // Of the last frame fewer bytes than its salt may be there: nobody knows whose they are.
        assertTrue(length - end - scan.unfinishedBytes() < 24, context);
        assertEquals(-1, scan.damagedAt(), context);
      }
    }
  }

  @Test
  void aSeedGoesOnFromACutEndWithAWarning() throws Exception {
    for (int i = 0; i < 12; i++) {
      int length = HEADER + random.below(log.length - HEADER);
      int whole = commitsUpTo(length);
      warnings.clear();
      List<LoggedEntry> kept = opened(copy(Arrays.copyOf(log, length), false));
      assertEquals(entries.subList(0, whole), kept, "cut to " + length + "; seed " + seed);
      int end = whole == 0 ? HEADER : commits.get(whole - 1);
      WalScan scan = WalScan.of(copy(Arrays.copyOf(log, length), false).resolve("mesh.db-wal"));
      String wanted = "cut " + scan.unfinishedBytes() + " bytes off ";
      String said = String.join("", warnings);
      assertEquals(scan.unfinishedBytes() > 0, said.contains(wanted), said);
      assertEquals(scan.unfinishedBytes() > 0, said.contains("from byte " + end + ":"), said);
    }
  }

  @Test
  void afterAKillWhatWasCommittedCannotBeCutUnnoticed() throws Exception {
    for (int i = 0; i < 60; i++) {
      int length = i == 0 ? 0 : random.below(log.length);
      assertRefused(copy(Arrays.copyOf(log, length), true), "cut to " + length);
    }
    Path gone = copy(log, true);
    Files.delete(gone.resolve("mesh.db-wal"));
    assertThrows(StoreRefusal.class, () -> SqliteSeedStore.open(gone, new Sha256()));
  }

  @Test
  void afterAKillNoFlippedBitGoesUnnoticed() throws Exception {
    for (int i = 0; i < 300; i++) {
      int bit = random.below(log.length * 8);
      assertRefused(copy(flipped(bit), true), "bit " + bit);
    }
  }

  /** Then the last write alone cannot be told from an unfinished one. */
  @Test
  void afterAPowerCutAFlippedBitCostsNothingButTheLastWrite() throws Exception {
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      int bit = i % 2 == 0 ? random.below(log.length * 8) : bitInHeader();
      Path damaged = copy(flipped(bit), false);
      WalScan scan = WalScan.of(damaged.resolve("mesh.db-wal"));
      String context = "bit " + bit + "; seed " + seed;
      if (scan.damagedAt() >= 0) {
        refused++;
        assertRefused(damaged, context);
      } else {
        assertEquals((int) commits.get(BATCHES - 2), scan.committedBytes(), context);
        assertTrue(bit / 8 >= scan.committedBytes(), context);
      }
    }
    assertTrue(refused > 250, refused + " of 300; seed " + seed);
  }

  /** Frame numbers, sizes and salts: what decides where a commit ends. */
  private int bitInHeader() {
    int frame = random.below((log.length - HEADER) / FRAME);
    return (HEADER + frame * FRAME) * 8 + random.below(24 * 8);
  }

  @Test
  void leftoversOfAnEarlierLogAreNoDamage() throws Exception {
    byte[] longer = Arrays.copyOf(log, log.length + 3 * FRAME);
    System.arraycopy(log, HEADER, longer, log.length, 3 * FRAME);
    for (int frame = 0; frame < 3; frame++) {
      longer[log.length + frame * FRAME + 8] ^= 1; // its salt
    }
    assertEquals(entries, opened(copy(longer, true)));
    assertEquals(List.of(), warnings);
  }

  private int commitsUpTo(int length) {
    return (int) commits.stream().filter(end -> end <= length).count();
  }

  private byte[] flipped(int bit) {
    byte[] flipped = log.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  /** A folder with the database and {@code wal}; with the index, as after a kill. */
  private Path copy(byte[] wal, boolean index) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy" + copies++));
    Files.copy(folder.resolve("mesh.db"), copy.resolve("mesh.db"));
    Files.write(copy.resolve("mesh.db-wal"), wal);
    if (index) {
      Files.copy(folder.resolve("mesh.db-shm"), copy.resolve("mesh.db-shm"));
    }
    return copy;
  }

  private static List<LoggedEntry> opened(Path data) throws StoreRefusal {
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      return store.log().entries(0, BATCHES);
    }
  }

  /** Refuses in one line, and leaves the files as they were. */
  private void assertRefused(Path data, String context) throws IOException {
    byte[] before = Files.readAllBytes(data.resolve("mesh.db-wal"));
    StoreRefusal refusal =
        assertThrows(
            StoreRefusal.class,
            () -> SqliteSeedStore.open(data, new Sha256()),
            context + " " + seed);
    String said = String.valueOf(refusal.getMessage());
    assertTrue(said.contains("is damaged from byte ") && said.contains("restore a backup"), said);
    assertArrayEquals(before, Files.readAllBytes(data.resolve("mesh.db-wal")), context);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("mesh.db")), Files.readAllBytes(data.resolve("mesh.db")));
  }
}
