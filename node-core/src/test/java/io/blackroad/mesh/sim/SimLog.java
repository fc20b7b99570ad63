package io.blackroad.mesh.sim;

import io.blackroad.mesh.LogHead;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
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

/** Keeps batches; each is safe only some milliseconds later, and lost when the seed dies before. */
public final class SimLog implements EventLog {
  private static final Sha256 DIGEST = new Sha256();

  private final SimClock clock;
  private final long delayMillis;
  private final List<LogBatch> stored = new ArrayList<>();
  private LongConsumer durable = seq -> {};
  private int life;

  public SimLog(SimClock clock, long delayMillis) {
    this.clock = clock;
    this.delayMillis = delayMillis;
  }

  /** A seed starts: it is told what is durable; what its predecessor had in flight is lost. */
  void attach(LongConsumer onDurable) {
    life++;
    durable = onDurable;
  }

  @Override
  public void append(LogBatch batch) {
    int appendedIn = life;
    clock.after(
        delayMillis,
        () -> {
          if (appendedIn == life) {
            stored.add(batch);
            durable.accept(batch.entries().get(batch.entries().size() - 1).entry().seq());
          }
        });
  }

  /** Puts {@code batches} in place of what survives. */
  void replace(List<LogBatch> batches) {
    stored.clear();
    stored.addAll(batches);
  }

  /** Where a seed that starts now goes on. */
  LogHead head(Chain.Ports ports) {
    TreeTail tail = tree();
    tail.forgetBefore(tail.size());
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
    done.accept(new TreeProver(tree(), DIGEST).consistency(size1, size2));
  }

  private TreeTail tree() {
    TreeTail tree = TreeTail.empty(DIGEST);
    entries().forEach(logged -> tree.append(Hex.require(logged.entry().hash())));
    return tree;
  }

  private List<LoggedEntry> entries() {
    return stored.stream().flatMap(batch -> batch.entries().stream()).toList();
  }

  /** What survives, in order. */
  public List<LogBatch> stored() {
    return stored;
  }
}
