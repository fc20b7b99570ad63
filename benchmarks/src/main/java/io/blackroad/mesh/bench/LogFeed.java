package io.blackroad.mesh.bench;

import com.sun.management.OperatingSystemMXBean;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.seed.SecureEntropy;
import io.blackroad.mesh.seed.SystemClock;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import io.blackroad.mesh.seed.store.StoreRefusal;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends results to a stored log as a coordinator does: chained by node-core's {@code Chain} with
 * the seed's own digest and salts, one batch each, stored by the seed's own store.
 */
final class LogFeed implements AutoCloseable {
  private static final String SEED = "s_" + "0f".repeat(16);
  private static final String NODE = "n_" + "1e".repeat(16);

  /** How long the feed rests while it has to wait. */
  private static final long REST_NANOS = 20_000;

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final AtomicLong durable = new AtomicLong(-1);
  private final AtomicLong groups = new AtomicLong();
  private final SqliteSeedStore store;
  private final EventLog log;
  private final Chain chain;

  /**
   * What it took to append.
   *
   * @param wallSeconds until the last entry was durable
   * @param cpuSeconds of the whole process: chaining, storing, garbage collection, compilation
   * @param groups commits
   */
  record Effort(long entries, double wallSeconds, double cpuSeconds, long groups) {
    double perSecond() {
      return entries / wallSeconds;
    }

    double perCore() {
      return entries / cpuSeconds;
    }

    double perGroup() {
      return (double) entries / groups;
    }
  }

  /** Goes on with the log in {@code data}, or begins it. */
  LogFeed(Path data) throws StoreRefusal {
    store = SqliteSeedStore.open(data, new JcaDigest());
    LoggedEntry newest = store.log().newest();
    log =
        store.start(
            seq -> {
              groups.incrementAndGet();
              durable.set(seq); // last: whoever sees it counts its group as well
            },
            cause -> {
              throw new IllegalStateException("the log cannot be stored", cause);
            });
    Chain.Ports ports = new Chain.Ports(new JcaDigest(), new SystemClock(), new SecureEntropy());
    chain = newest == null ? begun(ports) : resumed(newest.entry(), ports);
  }

  private Chain begun(Chain.Ports ports) {
    Chain begun = Chain.begin(SignedCheckpoint.CHAIN_PREFIX + SEED, ports);
    log.append(LogBatch.of(begun.append(SEED, Action.GENESIS, 1, new JsonObject().build())));
    return begun;
  }

  private static Chain resumed(Entry last, Chain.Ports ports) {
    return Chain.resume(last.chain(), last.seq() + 1, last.hash(), last.timestampNanos(), ports);
  }

  SqliteSeedStore store() {
    return store;
  }

  /** Entries appended so far, with those that were there. */
  long size() {
    return chain.nextSeq();
  }

  /**
   * Appends {@code count} entries and waits until they are durable.
   *
   * @param waitingMax entries that may wait to become durable, as with a seed whose nodes have that
   *     many results under way
   */
  Effort append(long count, long waitingMax) {
    long wall = System.nanoTime();
    long cpu = process.getProcessCpuTime();
    long groupsBefore = groups.get();
    for (long i = 0; i < count; i++) {
      while (store.behind() || chain.nextSeq() - 1 - durable.get() >= waitingMax) {
        LockSupport.parkNanos(REST_NANOS);
      }
      log.append(LogBatch.of(chain.append(NODE, Action.RESULT, 0, payload(i))));
    }
    while (durable.get() < chain.nextSeq() - 1) {
      LockSupport.parkNanos(REST_NANOS);
    }
    return new Effort(
        count,
        (System.nanoTime() - wall) / 1e9,
        (process.getProcessCpuTime() - cpu) / 1e9,
        groups.get() - groupsBefore);
  }

  /** What a result says (spec/ps-sha-infinity.md 6). */
  private static Json payload(long shard) {
    return new JsonObject()
        .put("claim", "task_execution")
        .put("task_id", "t_" + "ab".repeat(8))
        .put("shard_index", shard)
        .put("input_hash", "sha256:" + "cd".repeat(32))
        .put("output_hash", "sha256:" + "ef".repeat(32))
        .put("model", "all-minilm-l6-v2-q")
        .build();
  }

  @Override
  public void close() {
    store.close();
  }
}
