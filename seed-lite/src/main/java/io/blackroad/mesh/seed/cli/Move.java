package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.seed.api.ErasureRecords;
import io.blackroad.mesh.seed.api.LedgerStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Units of 1e-8 ROAD that leave one account for another, as an entry or the ledger has it. */
record Move(String from, String to, long units) {
  private static final String HELD = "held";

  /** What a {@code REWARD} or {@code TRANSFER} says was moved; null when it was erased. */
  static @Nullable Move of(LoggedEntry logged) throws Breach {
    if (ErasureRecords.isErased(logged)) {
      return null;
    }
    Members members = Members.of(logged.payload());
    Move move =
        logged.entry().action() == Action.REWARD
            ? reward(logged, members)
            : new Move(
                members.text("from", LedgerStore.ACCOUNT_CHARS_MAX),
                members.text("to", LedgerStore.ACCOUNT_CHARS_MAX),
                members.decimal("amount"));
    if (members.problem() != null) {
      throw new Breach(
          logged.entry().seq(), "it is a " + logged.entry().action() + " that moves nothing");
    }
    return move;
  }

  /** To the node, or to what is held for it. */
  private static Move reward(LoggedEntry logged, Members members) {
    String nodeId = logged.entry().actorId();
    boolean held = members.has(HELD) && members.bool(HELD);
    return new Move(
        Bookings.TREASURY, held ? Bookings.escrow(nodeId) : nodeId, members.decimal("amount"));
  }

  static Move of(Posting posting) {
    return new Move(posting.debit(), posting.credit(), posting.units());
  }

  /**
   * Whether {@code posting} moves something between accounts that the entry's actor has to do with.
   */
  static boolean isOf(Posting posting, LoggedEntry erased) {
    String nodeId = erased.entry().actorId();
    List<String> accounts = List.of(nodeId, Bookings.escrow(nodeId), Bookings.TREASURY);
    return accounts.contains(posting.debit()) && accounts.contains(posting.credit());
  }

  String text() {
    return units + " units from " + from + " to " + to;
  }
}
