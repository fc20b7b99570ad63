package io.blackroad.mesh;

import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.reward.Tariff;
import io.blackroad.mesh.wire.Message.Credited;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what becomes of money into the minutes: the entry, the postings, the standing, the word. */
final class Cashier {
  private final Accounts accounts;
  private final Tariff tariff;

  Cashier(Accounts accounts, Tariff tariff) {
    this.accounts = accounts;
    this.tariff = tariff;
  }

  Accounts accounts() {
    return accounts;
  }

  /** Books a reward; null when there is nothing to book. Telling the node is the caller's. */
  @Nullable LoggedEntry reward(Minutes minutes, Reward reward) {
    Standing before = accounts.of(reward.nodeId());
    if (reward.units() == 0 || before.isBarred()) {
      return null;
    }
    boolean held = !Bookings.credible(before);
    LoggedEntry entry =
        minutes.enter(
            reward.nodeId(),
            Action.REWARD,
            1,
            Payloads.reward(reward, tariff.unitsPerHour(reward.rate()), held));
    book(minutes, Bookings.reward(before, reward, entry.entry().seq()));
    return entry;
  }

  /** Pays out what was held for a node that has become credible. */
  void release(Minutes minutes, String nodeId) {
    Standing before = accounts.of(nodeId);
    if (!Bookings.credible(before) || before.escrowUnits() == 0) {
      return;
    }
    String reason = before.passed() + " of your results were confirmed: what was held is yours";
    LoggedEntry entry = transfer(minutes, before, before.escrowUnits(), Credited.Cause.RELEASED);
    book(minutes, Bookings.release(before, entry.entry().seq()));
    tell(minutes, entry, Credited.Cause.RELEASED, before.escrowUnits(), reason);
  }

  /** Takes what is held for a node that was barred. */
  void forfeit(Minutes minutes, String nodeId) {
    Standing before = accounts.of(nodeId);
    if (!before.isBarred() || before.escrowUnits() == 0) {
      return;
    }
    LoggedEntry entry = transfer(minutes, before, before.escrowUnits(), Credited.Cause.FORFEITED);
    book(minutes, Bookings.forfeit(before, entry.entry().seq()));
    tell(minutes, entry, Credited.Cause.FORFEITED, before.escrowUnits(), before.barred());
  }

  /** Takes back what a node was paid for a result that proved wrong. */
  void takeBack(Minutes minutes, String nodeId, String taskId, long units) {
    Standing before = accounts.of(nodeId);
    long taken = Math.min(units, before.paidUnits());
    if (taken <= 0) {
      return;
    }
    LoggedEntry entry =
        minutes.enter(
            nodeId,
            Action.TRANSFER,
            -1,
            Payloads.transfer(
                new Payloads.Move(nodeId, Bookings.TREASURY, taken),
                Credited.Cause.TAKEN_BACK,
                taskId));
    book(minutes, Bookings.takeBack(before, taskId, units, entry.entry().seq()));
    String reason = "the result for task " + taskId + " proved wrong";
    tell(minutes, entry, Credited.Cause.TAKEN_BACK, taken, reason);
  }

  private LoggedEntry transfer(Minutes minutes, Standing before, long units, Credited.Cause cause) {
    boolean released = cause == Credited.Cause.RELEASED;
    String to = released ? before.nodeId() : Bookings.TREASURY;
    Payloads.Move move = new Payloads.Move(Bookings.escrow(before.nodeId()), to, units);
    return minutes.enter(
        before.nodeId(), Action.TRANSFER, released ? 1 : -1, Payloads.transfer(move, cause, ""));
  }

  private void book(Minutes minutes, Bookings.Booked booked) {
    minutes.draft().postings.addAll(booked.postings());
    note(minutes, booked.after());
  }

  /** A node's standing changed. */
  void note(Minutes minutes, Standing standing) {
    accounts.put(standing);
    minutes.draft().standings.removeIf(older -> older.nodeId().equals(standing.nodeId()));
    minutes.draft().standings.add(standing);
  }

  private static void tell(
      Minutes minutes, LoggedEntry entry, Credited.Cause cause, long units, String reason) {
    String nodeId = entry.entry().actorId();
    minutes.tell(nodeId, proofs -> new Credited(cause, units, reason, proofs.of(List.of(entry))));
  }
}
