package io.blackroad.mesh;

import io.blackroad.mesh.wire.Message;
import java.util.function.Consumer;

/**
 * Takes what the seed says with receipts: has them checked, then counts what they pay. A seed whose
 * receipts do not hold gets no more work on this link.
 */
record ReceiptDesk(Auditor auditor, ReceiptBook book, Uplink uplink, Consumer<String> hangingUp) {
  void settled(Message.Settled settled) {
    auditor.take(settled.receipts(), good -> trustOnly(good && book.settled(settled)));
  }

  void credited(Message.Credited credited) {
    auditor.take(credited.receipts(), good -> trustOnly(good && book.credited(credited)));
  }

  void consented(Message.Consented consented) {
    auditor.take(consented.receipts(), this::trustOnly);
  }

  /** Runs {@code then} if the node {@code nodeId} has joined on the terms that it has signed. */
  void joined(Message.Joined welcome, String nodeId, Runnable then) {
    int number = uplink.number();
    auditor.take(
        welcome.receipts(),
        good -> {
          boolean mine = welcome.nodeId().equals(nodeId);
          trustOnly(good && mine && book.records(welcome.receipts(), uplink.told()));
          if (uplink.isUp() && number == uplink.number()) {
            book.joined(welcome);
            then.run();
          }
        });
  }

  private void trustOnly(boolean good) {
    if (!good) {
      hangingUp.accept("a receipt of the seed does not hold");
    }
  }
}
