package io.blackroad.mesh;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What one decision leaves behind, while it is written: entries, bookings, standings, and who is to
 * be told of it once it is proved. Stored whole or not at all.
 */
final class Minutes {
  private final Chain chain;
  private final LogBatch.Draft draft = new LogBatch.Draft();
  private final List<Notice> notices = new ArrayList<>();

  /** What a node is told once the decision is proved. */
  record Notice(String nodeId, Function<Notary.Proofs, Message> words) {}

  Minutes(Chain chain) {
    this.chain = chain;
  }

  LoggedEntry enter(String actorId, Action action, int truthState, Json payload) {
    LoggedEntry entry = chain.append(actorId, action, truthState, payload);
    draft.entries.add(entry);
    return entry;
  }

  void tell(String nodeId, Function<Notary.Proofs, Message> words) {
    notices.add(new Notice(nodeId, words));
  }

  /** Everything else that goes into the batch. */
  LogBatch.Draft draft() {
    return draft;
  }

  List<Notice> notices() {
    return notices;
  }
}
