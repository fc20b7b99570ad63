package io.blackroad.mesh;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.ReceiptCheck;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.wire.Message;

/**
 * What a node believes of what its seed tells it: only what a receipt shows. A reward counts when
 * an entry of the log, whose hashes recompute, pays it to this node.
 */
final class ReceiptBook {
  private final String nodeId;
  private final Digest digest;
  private long units;
  private int accepted;
  private int rejected;
  private int verified;
  private int broken;

  ReceiptBook(String nodeId, Digest digest) {
    this.nodeId = nodeId;
    this.digest = digest;
  }

  /** Checks the receipt of this node's consent. */
  boolean consent(LoggedEntry receipt) {
    boolean good =
        check(receipt)
            && receipt.entry().actorId().equals(nodeId)
            && (receipt.entry().action() == Action.CONSENT
                || receipt.entry().action() == Action.JOIN);
    return good;
  }

  /** Takes the outcome of a task and checks its receipts. */
  void settled(Message.Settled settled) {
    if (settled.accepted()) {
      accepted++;
    } else {
      rejected++;
    }
    long paid = 0;
    for (LoggedEntry receipt : settled.receipts()) {
      if (check(receipt) && receipt.entry().action() == Action.REWARD) {
        paid += amount(receipt);
      }
    }
    if (paid == settled.units()) {
      units += paid;
    } else {
      broken++;
    }
  }

  private boolean check(LoggedEntry receipt) {
    boolean holds = ReceiptCheck.holds(receipt, digest);
    if (holds) {
      verified++;
    } else {
      broken++;
    }
    return holds;
  }

  private long amount(LoggedEntry receipt) {
    if (!(receipt.payload() instanceof Json.Obj) || !receipt.entry().actorId().equals(nodeId)) {
      return 0;
    }
    return Members.of(receipt.payload()).decimal("amount");
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

  int verified() {
    return verified;
  }

  int broken() {
    return broken;
  }
}
