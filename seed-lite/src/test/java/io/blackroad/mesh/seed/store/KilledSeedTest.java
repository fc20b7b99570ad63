package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Records;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.merkle.MerkleTree;
import io.blackroad.mesh.merkle.TreeProver;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a process that stores: nothing that it was told is durable may be missing after. */
class KilledSeedTest {
  private static final int LIVES = 15;

  /** Of groups of up to 64 batches. */
  private static final int ACKNOWLEDGEMENTS_MAX = 40;

  @TempDir Path data;

  @Test
  void losesNothingAcknowledgedAndBooksNothingTwice() throws Exception {
    long seed = System.nanoTime();
    SeededBytes random = new SeededBytes(seed);
    long acknowledged = -1;
    for (int life = 0; life < LIVES; life++) {
      int lines = 1 + random.below(ACKNOWLEDGEMENTS_MAX);
      Lives.Life died = Lives.run(KilledWriter.class, data, random.next(), lines);
      acknowledged = Math.max(acknowledged, died.acknowledged().getLast());
      assertKept(acknowledged, "seed " + seed + ", life " + life);
    }
    assertTrue(acknowledged > LIVES, "the writer got nowhere: " + acknowledged);
  }

  private void assertKept(long acknowledged, String context) throws Exception {
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      List<LoggedEntry> entries = store.log().entries(0, Integer.MAX_VALUE);
      assertTrue(
          entries.size() > acknowledged,
          () -> entries.size() + " entries, acknowledged " + acknowledged + "; " + context);
      ChainVerifier verifier = new ChainVerifier(new Sha256());
      entries.forEach(verifier::feed);
      assertEquals(new ChainVerifier.Result.Sound(entries.size()), verifier.result(), context);
      MerkleTree tree = new MerkleTree(new Sha256());
      entries.forEach(entry -> tree.append(Hex.require(entry.entry().hash())));
      TreeProver stored = new TreeProver(store.log().hashes(), new Sha256());
      assertArrayEquals(tree.root(), stored.root(entries.size()), context);
      assertOneOfEach(store, entries.size() - 1, context);
      assertStandings(store, entries.size() - 1, context);
    }
  }

  /** The standing of each node is that of its last result, with what is held for it. */
  private static void assertStandings(SqliteSeedStore store, int results, String context)
      throws Exception {
    store.start(seq -> {}, cause -> {});
    Records records = store.records(Runnable::run);
    for (int last = results; last > Math.max(0, results - 3); last--) {
      CompletableFuture<Standing> found = new CompletableFuture<>();
      records.standing("n_" + last % 3, found::complete);
      assertEquals(TestBatches.standing(last), found.get(30, TimeUnit.SECONDS), context);
    }
  }

  /** Each result came with one posting (and the repetition of another) and one output. */
  private static void assertOneOfEach(SqliteSeedStore store, int results, String context) {
    List<AcceptedOutput> outputs = store.jobs().outputs(TestBatches.JOB, 0, Integer.MAX_VALUE);
    assertEquals(results, outputs.size(), context);
    for (int i = 0; i < results; i++) {
      assertEquals(TestBatches.output(TestBatches.JOB, i + 1, 2), outputs.get(i), context);
    }
    assertEquals(-results * TestBatches.UNITS, store.log().balanceUnits("mint"), context);
    long earned = 0;
    for (int node = 0; node < 3; node++) {
      earned += store.log().balanceUnits("n_" + node);
    }
    assertEquals(results * TestBatches.UNITS, earned, context);
  }
}
