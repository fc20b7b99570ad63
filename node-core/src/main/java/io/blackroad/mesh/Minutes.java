package io.blackroad.mesh;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What one decision leaves behind, while it is written: entries, bookings, standings, and who is to
 * be told of it once it is proved. Stored whole or not at all.
 */
final class Minutes {
  private final Chain chain;
  private final LogBatch.Draft draft = new LogBatch.Draft();
  private final List<Notice> notices = new ArrayList<>();

  /**
   * Why a result counts for nothing.
   *
   * @param agreeing nodes that agree on another one
   * @param reason in words for the visitor
   */
  record Rejection(Task task, int agreeing, String reason) {}

  /** What a node is told once the decision is proved. */
  private record Notice(String nodeId, Function<Notary.Proofs, Message> words) {}

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

  /** Tells a node that its result counts for nothing, and why. */
  void tellRejected(String nodeId, Rejection why, LoggedEntry... receipts) {
    List<LoggedEntry> entries = List.of(receipts);
    tell(
        nodeId,
        proofs ->
            new Message.Settled(
                why.task.id(), false, why.agreeing, 0, false, why.reason, proofs.of(entries)));
  }

  /** Position of the entry that is entered next. */
  long nextSeq() {
    return chain.nextSeq();
  }

  /** Enters what every node of a ballot revealed; the entries by node id. */
  Map<String, LoggedEntry> enterResults(Ballot ballot, String modelHash, Digest digest) {
    Map<String, LoggedEntry> results = new LinkedHashMap<>();
    for (String nodeId : ballot.nodes()) {
      Tensor output = ballot.outputOf(nodeId);
      if (output != null) {
        Json claim = Payloads.result(ballot.task(), modelHash, output, digest);
        results.put(nodeId, enter(nodeId, Action.RESULT, 0, claim));
      }
    }
    return results;
  }

  /** Everything else that goes into the batch. */
  LogBatch.Draft draft() {
    return draft;
  }

  /** Says to everybody concerned what is proved now. */
  void tellAll(Verdicts.Doorman door, Notary.Proofs proofs) {
    notices.forEach(notice -> door.tell(notice.nodeId, notice.words.apply(proofs)));
  }
}
