package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.merkle.MerkleTree;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.seed.api.LogStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stored tree is the tree over the stored entries: at every size, and after every restart. */
class StoredTreeTest {
  /** The sizes around which tiles of levels 0 and 1 begin and end. */
  private static final List<Integer> BORDERS =
      List.of(0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537);

  private static final int SIZES_BETWEEN = 20;

  @TempDir Path data;

  @Test
  void hasTheRootOfEverySizeAtEverySizeAndAfterReopening() throws Exception {
    long seed = System.nanoTime();
    SeededBytes random = new SeededBytes(seed);
    TreeSet<Integer> sizes = new TreeSet<>(BORDERS);
    for (int i = 0; i < SIZES_BETWEEN; i++) {
      sizes.add(random.below(sizes.last()));
    }
    MerkleTree reference = new MerkleTree(new Sha256());
    List<byte[]> roots = new ArrayList<>(List.of(reference.root()));
    for (int size : sizes) {
      try (SqliteSeedStore store = grown(size, random, reference, roots)) {
        assertEquals(size, store.log().size());
        assertRoots(store.log(), roots, sizes, "seed " + seed + ", size " + size);
      }
    }
  }

  /** Roots of the stored log's own size and of the smaller ones. */
  private static void assertRoots(
      LogStore log, List<byte[]> roots, SortedSet<Integer> sizes, String context) {
    int size = roots.size() - 1;
    TreeProver tree = new TreeProver(log.hashes(), new Sha256());
    for (int smaller : sizes.headSet(size + 1)) {
      assertArrayEquals(roots.get(smaller), tree.root(smaller), context + ", root of " + smaller);
    }
    assertThrows(IllegalArgumentException.class, () -> log.hashes().subtree(0, size), context);
  }

  /** The store, reopened, with entries added up to {@code size}; {@code roots} grows along. */
  private SqliteSeedStore grown(
      int size, SeededBytes random, MerkleTree reference, List<byte[]> roots) throws Exception {
    return grow(data, size, random, reference, roots);
  }

  private static SqliteSeedStore grow(
      Path data, int size, SeededBytes random, MerkleTree reference, List<byte[]> roots)
      throws Exception {
    SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256());
    TestBatches batches = TestBatches.after(store, random.next());
    Semaphore stored = new Semaphore(0);
    int before = (int) store.log().size();
    EventLog log = store.start(seq -> stored.release(seq == size - 1 ? 1 : 0), cause -> {});
    for (int seq = before; seq < size; seq++) {
      var batch = batches.plain();
      reference.append(Hex.require(batch.entries().get(0).entry().hash()));
      roots.add(reference.root());
      log.append(batch);
    }
    stored.acquire(before < size ? 1 : 0);
    return store;
  }

  @Test
  void servesEveryWidthOfEveryTileAndNothingBeyond() throws Exception {
    SeededBytes random = new SeededBytes(1);
    int size = 256 * 3 + 7;
    MerkleTree reference = new MerkleTree(new Sha256());
    try (SqliteSeedStore store = grown(size, random, reference, new ArrayList<>())) {
      LogStore log = store.log();
      byte[] leaves = leaves(log);
      for (int tile = 0; tile < 4; tile++) {
        for (int width = 1; width <= 256; width++) {
          int end = tile * 256 + width;
          byte @Nullable [] expected =
              end > size ? null : Arrays.copyOfRange(leaves, tile * 256 * 32, end * 32);
          assertArrayEquals(expected, log.tile(0, tile, width), tile + " of width " + width);
        }
      }
      assertEquals(3 * 32, length(log.tile(1, 0, 3)));
      assertNull(log.tile(1, 0, 4));
      for (int level : new int[] {-1, 2, 7, 8, 9, Integer.MAX_VALUE}) {
        assertNull(log.tile(level, 0, 1), "level " + level);
      }
      for (long index : new long[] {-1, 4, 1L << 48, 1L << 56, Long.MAX_VALUE, Long.MIN_VALUE}) {
        assertNull(log.tile(0, index, 1), "index " + index);
      }
      for (int width : new int[] {-1, 0, 257, Integer.MAX_VALUE}) {
        assertNull(log.tile(0, 0, width), "width " + width);
      }
    }
  }

  private static int length(byte @Nullable [] tile) {
    assertNotNull(tile);
    return tile.length;
  }

  private static byte[] leaves(LogStore log) {
    int size = (int) log.size();
    byte[] leaves = new byte[size * 32];
    for (int seq = 0; seq < size; seq++) {
      var entry = log.entry(seq);
      assertNotNull(entry);
      byte[] hash = Hex.require(entry.entry().hash());
      System.arraycopy(MerkleTree.leafHash(hash, new Sha256()), 0, leaves, seq * 32, 32);
    }
    return leaves;
  }

  @Test
  void anOlderDatabaseGetsItsTreeOnce() throws Exception {
    int size = 256 * 2 + 100;
    MerkleTree reference = new MerkleTree(new Sha256());
    grown(size, new SeededBytes(2), reference, new ArrayList<>()).close();
    try (Connection connection = Database.open(data, new Sha256()).writer();
        Statement statement = connection.createStatement()) {
      for (String step : OldSchema.BACK_TO_SECOND) {
        statement.execute(step);
      }
      statement.execute("UPDATE entries SET payload = trim(payload)");
      statement.execute("DROP TABLE tiles");
      statement.execute("DROP INDEX entries_landmarks");
      statement.execute("PRAGMA user_version = 1");
      connection.commit();
    }
    for (int i = 0; i < 2; i++) {
      try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
        TreeProver tree = new TreeProver(store.log().hashes(), new Sha256());
        assertArrayEquals(reference.root(), tree.root(size));
      }
    }
    try (SqliteSeedStore store =
        grown(size + 300, new SeededBytes(3), reference, new ArrayList<>())) {
      TreeProver tree = new TreeProver(store.log().hashes(), new Sha256());
      assertArrayEquals(reference.root(), tree.root(size + 300));
    }
  }

  @Test
  void tilesThatDoNotFitTheEntriesAreRefused() throws Exception {
    List<String> changes =
        List.of(
            "UPDATE tiles SET hashes = substr(hashes, 1, 32) WHERE id > 1000",
            "DELETE FROM tiles WHERE id > 1000",
            "UPDATE tiles SET hashes = zeroblob(8192) WHERE id = 1",
            "UPDATE tiles SET hashes = zeroblob(length(hashes)) WHERE id > 1000",
            "UPDATE entries SET hash = '" + "0".repeat(64) + "' WHERE seq = 0");
    for (int i = 0; i < changes.size(); i++) {
      Path copy = data.resolve("copy" + i);
      grow(copy, 700, new SeededBytes(4), new MerkleTree(new Sha256()), new ArrayList<>()).close();
      change(copy, changes.get(i));
      StoreRefusal refusal =
          assertThrows(
              StoreRefusal.class, () -> SqliteSeedStore.open(copy, new Sha256()), changes.get(i));
      assertTrue(String.valueOf(refusal.getMessage()).contains(" does not "), changes.get(i));
    }
  }

  /** What the newest entries do not show, the seed's own word does. */
  @Test
  void aTreeWithAnotherRootThanTheLastCheckpointIsRefused() throws Exception {
    int size = 256 * 9;
    MerkleTree reference = new MerkleTree(new Sha256());
    grown(size, new SeededBytes(5), reference, new ArrayList<>()).close();
    for (boolean honest : new boolean[] {true, false}) {
      try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
        EventLog log = store.start(seq -> {}, cause -> {});
        byte[] root = honest ? reference.root() : new byte[32];
        log.append(TestBatches.after(store, 6).checkpoint(size, Hex.of(root)));
      }
      if (honest) {
        SqliteSeedStore.open(data, new Sha256()).close();
      }
    }
    assertTrue(refusal().contains("entry " + (size + 1) + " has another root"), refusal());
  }

  private String refusal() {
    var refusal = assertThrows(StoreRefusal.class, () -> SqliteSeedStore.open(data, new Sha256()));
    return String.valueOf(refusal.getMessage());
  }

  private static void change(Path data, String sql) throws Exception {
    try (Connection connection = Database.open(data, new Sha256()).writer();
        Statement statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql), sql);
      connection.commit();
    }
  }
}
