package io.blackroad.mesh.sim;

import io.blackroad.mesh.JobListener;
import io.blackroad.mesh.LogHead;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.ConsistencyProof;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.merkle.TreeTail;
import io.blackroad.mesh.witness.CodeManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Keeps batches; what is appended within some milliseconds becomes safe together, and is lost when
 * the seed dies before.
 */
public final class SimLog implements EventLog {
  private static final SimDigest DIGEST = new SimDigest();

  private final SimClock clock;
  private final long delayMillis;
  private final Reader reader;
  final SimRecords records;
  private final List<LogBatch> stored = new ArrayList<>();
  private TreeTail tree = TreeTail.empty(DIGEST);
  private List<LogBatch> pending = new ArrayList<>();
  private LongConsumer durable = seq -> {};
  private int life;

  /** Sees each batch once it is safe. */
  interface Reader {
    void stored(LogBatch batch);

    /** Whether the log has to be kept: a seed that starts again reads it. */
    boolean keeps();
  }

  /** Whoever reads along in a large mesh, and is told of its jobs. */
  interface Books extends Reader, JobListener {}

  static final Reader KEEPER =
      new Reader() {
        @Override
        public void stored(LogBatch batch) {}

        @Override
        public boolean keeps() {
          return true;
        }
      };

  public SimLog(SimClock clock, long delayMillis) {
    this(clock, delayMillis, KEEPER);
  }

  SimLog(SimClock clock, long delayMillis, Reader reader) {
    this.clock = clock;
    this.delayMillis = delayMillis;
    this.reader = reader;
    this.records = new SimRecords(clock);
  }

  /** A seed starts: it is told what is durable; what its predecessor had in flight is lost. */
  void attach(LongConsumer onDurable) {
    life++;
    records.attach(Runnable::run);
    durable = onDurable;
    pending = new ArrayList<>();
  }

  @Override
  public void append(LogBatch batch) {
    if (pending.isEmpty()) {
      int appendedIn = life;
      clock.after(
          delayMillis,
          () -> {
            if (appendedIn == life) {
              commit();
            }
          });
    }
    pending.add(batch);
  }

  private void commit() {
    List<LogBatch> group = pending;
    pending = new ArrayList<>();
    group.forEach(this::store);
    durable.accept(lastSeq(group));
  }

  private static long lastSeq(List<LogBatch> group) {
    List<LoggedEntry> last = group.get(group.size() - 1).entries();
    return last.get(last.size() - 1).entry().seq();
  }

  private void store(LogBatch batch) {
    batch.entries().forEach(logged -> tree.append(Hex.require(logged.entry().hash())));
    if (reader.keeps()) {
      stored.add(batch);
    }
    reader.stored(batch);
    records.stored(batch);
  }

  /** Puts {@code batches} in place of what survives. */
  void replace(List<LogBatch> batches) {
    stored.clear();
    records.clear();
    tree = TreeTail.empty(DIGEST);
    batches.forEach(this::store);
  }

  /** Where a seed that starts now goes on. */
  LogHead head(Chain.Ports ports) {
    TreeTail tail = TreeTail.at(tree.size(), tree, DIGEST);
    String name = "mesh/" + Simulation.SEED_ID;
    Entry last = null;
    String codeHash = "";
    for (LoggedEntry logged : entries()) {
      last = logged.entry();
      CodeManifest code =
          last.action() == Action.MIGRATE
              ? CodeManifest.fromPayload(logged.payload(), DIGEST)
              : null;
      codeHash = code == null ? codeHash : code.hash(DIGEST);
    }
    if (last == null) {
      return new LogHead(Chain.begin(name, ports), tail, false, codeHash);
    }
    Chain chain = Chain.resume(name, last.seq() + 1, last.hash(), last.timestampNanos(), ports);
    return new LogHead(chain, tail, last.action() == Action.CHECKPOINT, codeHash);
  }

  /** Proofs about any part of what survives. */
  void consistency(long size1, long size2, Consumer<ConsistencyProof> done) {
    done.accept(new TreeProver(tree, DIGEST).consistency(size1, size2));
  }

  private List<LoggedEntry> entries() {
    return stored.stream().flatMap(batch -> batch.entries().stream()).toList();
  }

  /** What survives, in order; empty when the log is not kept. */
  public List<LogBatch> stored() {
    return stored;
  }
}
