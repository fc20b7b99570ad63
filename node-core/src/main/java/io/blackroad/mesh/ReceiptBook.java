package io.blackroad.mesh;

import io.blackroad.mesh.json.CanonicalJson;
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
  private long unitsBefore;
  private long held;
  private long passed;
  private int accepted;
  private int rejected;

  /** Position of the newest booking that was counted: they come in the order of the log. */
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
        // As texts: values that can be compared would cost node.wasm three kilobytes.
        return CanonicalJson.text(logged.payload())
            .equals(CanonicalJson.text(Payloads.consent(terms)));
      }
      if (mine && logged.entry().action() == Action.JOIN) {
        return true;
      }
    }
    return false;
  }

  /** Takes over what the seed says that this identity has earned before. */
  void joined(Message.Joined joined) {
    held = joined.held();
    unitsBefore = joined.paid() + joined.held() - units;
    passed = joined.passed();
  }

  /** Counts the outcome of a task, whose receipts hold; false when they pay something else. */
  boolean settled(Message.Settled settled) {
    if (settled.accepted()) {
      accepted++;
    } else {
      rejected++;
    }
    long earned = 0;
    for (ProvenEntry proven : settled.receipts().entries()) {
      earned += moved(proven.entry(), Action.REWARD, settled.taskId());
    }
    if (earned != settled.units()) {
      return false;
    }
    units += earned;
    held += settled.held() ? earned : 0;
    passed += settled.accepted() && settled.agreeing() > 1 ? 1 : 0;
    return true;
  }

  /** Counts a booking, whose receipts hold; false when they book something else. */
  boolean credited(Message.Credited credited) {
    boolean idle = credited.cause() == Message.Credited.Cause.IDLE;
    long moved = 0;
    for (ProvenEntry proven : credited.receipts().entries()) {
      moved += moved(proven.entry(), idle ? Action.REWARD : Action.TRANSFER, "");
    }
    if (moved != credited.units()) {
      return false;
    }
    switch (credited.cause()) {
      case IDLE -> units += moved;
      case RELEASED -> held -= moved;
      case FORFEITED -> {
        held -= moved;
        units -= moved;
      }
      case TAKEN_BACK -> units -= moved;
    }
    return true;
  }

  /** Units that an entry moves on this node's accounts, for {@code taskId} unless that is empty. */
  private long moved(LoggedEntry logged, Action action, String taskId) {
    Entry entry = logged.entry();
    if (entry.action() != action
        || !entry.actorId().equals(nodeId)
        || entry.seq() <= countedSeq
        || !(logged.payload() instanceof Json.Obj)) {
      return 0;
    }
    countedSeq = entry.seq();
    Members members = Members.of(logged.payload());
    boolean ours = taskId.isEmpty() || members.text("task_id", taskId.length()).equals(taskId);
    long amount = members.decimal("amount");
    return ours && members.problem() == null ? amount : 0;
  }

  /**
   * 1e-8 ROAD of this session that receipts prove, less what was forfeited or taken back; may be
   * below zero when that was earned in an earlier session.
   */
  long units() {
    return units;
  }

  /** 1e-8 ROAD that are held until the seed finds the node credible, earlier sessions included. */
  long held() {
    return held;
  }

  /** 1e-8 ROAD in all: paid or held, earlier sessions of the same identity included. */
  long unitsInAll() {
    return unitsBefore + units;
  }

  /** Results of this identity that others have confirmed. */
  long passed() {
    return passed;
  }

  int accepted() {
    return accepted;
  }

  int rejected() {
    return rejected;
  }
}
