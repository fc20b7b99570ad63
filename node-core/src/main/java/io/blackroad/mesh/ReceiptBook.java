package io.blackroad.mesh;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Receipts;

/**
 * What a node has earned: counts a reward only when a receipt that holds pays it, to this node, for
 * this task, once.
 */
final class ReceiptBook {
  private final String nodeId;
  private long units;
  private int accepted;
  private int rejected;

  /** Position of the newest reward that was counted: rewards come in the order of the log. */
  private long countedSeq = -1;

  ReceiptBook(String nodeId) {
    this.nodeId = nodeId;
  }

  /**
   * Whether receipts that hold put exactly {@code terms} on record; the seed's own node only joins.
   */
  boolean records(Receipts receipts, ConsentTerms terms) {
    for (ProvenEntry proven : receipts.entries()) {
      LoggedEntry logged = proven.entry();
      boolean mine = logged.entry().actorId().equals(nodeId);
      if (mine && logged.entry().action() == Action.CONSENT) {
        return logged.payload().equals(Payloads.consent(terms));
      }
      if (mine && logged.entry().action() == Action.JOIN) {
        return true;
      }
    }
    return false;
  }

  /** Counts the outcome of a task, whose receipts hold; false when they pay something else. */
  boolean settled(Message.Settled settled) {
    if (settled.accepted()) {
      accepted++;
    } else {
      rejected++;
    }
    long paid = 0;
    for (ProvenEntry proven : settled.receipts().entries()) {
      paid += paid(proven.entry(), settled.taskId());
    }
    if (paid != settled.units()) {
      return false;
    }
    units += paid;
    return true;
  }

  private long paid(LoggedEntry logged, String taskId) {
    Entry entry = logged.entry();
    if (entry.action() != Action.REWARD
        || !entry.actorId().equals(nodeId)
        || entry.seq() <= countedSeq
        || !(logged.payload() instanceof Json.Obj)) {
      return 0;
    }
    countedSeq = entry.seq();
    Members members = Members.of(logged.payload());
    boolean ours = members.text("task_id", taskId.length()).equals(taskId);
    long amount = members.decimal("amount");
    return ours && members.problem() == null ? amount : 0;
  }

  /** 1e-8 ROAD that receipts prove. */
  long units() {
    return units;
  }

  int accepted() {
    return accepted;
  }

  int rejected() {
    return rejected;
  }
}
