package io.blackroad.mesh.seed;

import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import io.blackroad.mesh.seed.store.StoredLog;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A data folder with a log of just the length that a test wants. */
public final class FilledSeed {
  /** Part of every payload that strangers must not see. */
  public static final String SECRET = "the-secret-of-entry-";

  public static final String NODE = "n_" + "1e".repeat(16);

  private FilledSeed() {}

  /**
   * Begins a log in {@code data} as a seed does, and goes on with entries of a node up to {@code
   * size}, one in ten of them a reward; a checkpoint of these follows. Returns the log.
   */
  public static List<LoggedEntry> in(Path data, int size) throws Exception {
    String seedId;
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      seedId = seed.seedId();
    }
    fill(data, seedId, size);
    TestSeed.withoutFallback(data).close();
    try (StoredLog stored = StoredLog.open(data)) {
      return stored.log().entries(0, 2 * size);
    }
  }

  private static void fill(Path data, String seedId, int size) throws Exception {
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new JcaDigest())) {
      CompletableFuture<Long> done = new CompletableFuture<>();
      var log = store.start(seq -> complete(done, seq, size), done::completeExceptionally);
      Chain.Ports ports = new Chain.Ports(new JcaDigest(), new SystemClock(), new SecureEntropy());
      Chain chain = SeedHead.of(seedId, store.log(), ports).chain();
      while (chain.nextSeq() < size) {
        log.append(next(chain));
      }
      done.join();
    }
  }

  private static void complete(CompletableFuture<Long> done, long seq, int size) {
    if (seq == size - 1) {
      done.complete(seq);
    }
  }

  private static LogBatch next(Chain chain) {
    long seq = chain.nextSeq();
    if (seq % 10 != 0) {
      return LogBatch.of(
          chain.append(NODE, Action.RESULT, 0, new JsonObject().put("said", SECRET + seq).build()));
    }
    JsonObject reward = new JsonObject().putDecimal("amount", seq).put("task_id", SECRET + seq);
    LogBatch.Draft draft = new LogBatch.Draft();
    draft.entries.add(chain.append(NODE, Action.REWARD, 1, reward.build()));
    draft.postings.add(new Posting("reward-" + seq, "treasury", NODE, seq, seq));
    return draft.batch();
  }
}
