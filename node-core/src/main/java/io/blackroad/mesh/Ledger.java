package io.blackroad.mesh;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;

/** The coordinator's way to its log: entries are chained here, stored elsewhere, and waited for. */
final class Ledger {
  private final EventLog log;
  private final Chain chain;
  private final Durables durables;

  Ledger(Coordinator.Ports ports, Chain chain, Durables durables) {
    this.log = ports.log();
    this.chain = chain;
    this.durables = durables;
  }

  Chain chain() {
    return chain;
  }

  LoggedEntry chained(String actorId, Action action, int truthState, Json payload) {
    return chain.append(actorId, action, truthState, payload);
  }

  /** Stores {@code batch}; {@code then} runs once it cannot be lost. */
  void store(LogBatch batch, Runnable then) {
    log.append(batch);
    durables.after(chain.nextSeq() - 1, then);
  }
}
