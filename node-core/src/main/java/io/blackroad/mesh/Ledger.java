package io.blackroad.mesh;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import java.util.function.Consumer;

/**
 * The coordinator's way to its log: entries are chained here, stored elsewhere, waited for, and
 * proved.
 */
final class Ledger {
  /** Decisions that are not stored yet: some 5 KiB each. */
  private static final int UNDER_WAY_MAX = 4_096;

  private final EventLog log;
  private final Chain chain;
  private final Notary notary;
  private final Durables durables = new Durables();

  Ledger(EventLog log, Chain chain, Notary notary) {
    this.log = log;
    this.chain = chain;
    this.notary = notary;
  }

  Chain chain() {
    return chain;
  }

  LoggedEntry chained(String actorId, Action action, int truthState, Json payload) {
    return chain.append(actorId, action, truthState, payload);
  }

  /** Fresh minutes of this log. */
  Minutes minutes() {
    return new Minutes(chain);
  }

  /** Stores {@code batch}; {@code then} runs once it cannot be lost. */
  void store(LogBatch batch, Runnable then) {
    log.append(batch);
    notary.appended(batch.entries());
    durables.after(chain.nextSeq() - 1, then);
  }

  /** Stores {@code batch}; {@code then} gets proofs of its entries once it cannot be lost. */
  void storeProven(LogBatch batch, Consumer<Notary.Proofs> then) {
    store(batch, () -> notary.prove(then));
  }

  /** Whether no task is to be given out: a slow disk slows the mesh, and does not fill memory. */
  boolean isFull() {
    return durables.waiting() >= UNDER_WAY_MAX;
  }

  /** Whether links may be held back because the disk is slow: who is not read is not silent. */
  boolean isBehind() {
    return durables.waiting() >= UNDER_WAY_MAX / 8;
  }

  /** Runs {@code then} once all that was handed to the log cannot be lost. */
  void flush(Runnable then) {
    durables.after(chain.nextSeq() - 1, then);
    durables.reached(notary.size() - 1);
  }

  /** Entries up to {@code seq} can no longer be lost. */
  void durable(long seq) {
    notary.durable(seq);
    durables.reached(seq);
    notary.serve();
  }
}
