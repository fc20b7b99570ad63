package io.blackroad.mesh;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.reward.Bookings.Booked;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.reward.Tariff;
import io.blackroad.mesh.wire.Message.Credited;
import io.blackroad.mesh.wire.Message.Credited.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what becomes of money into the minutes: the entry, the postings, the standing, the word. */
final class Cashier {
  private final Accounts accounts;
  private final Tariff tariff;

  /**
   * Why money moved.
   *
   * @param taskId that it is about, or empty
   * @param reason in words for the visitor
   */
  private record Why(Cause cause, String taskId, String reason) {}

  Cashier(Accounts accounts, Tariff tariff) {
    this.accounts = accounts;
    this.tariff = tariff;
  }

  Accounts accounts() {
    return accounts;
  }

  /** Books a reward; null when there is nothing to book. Telling the node is the caller's. */
  @Nullable LoggedEntry reward(Minutes minutes, Reward reward) {
    Booked booked = Bookings.reward(accounts.of(reward.nodeId()), reward, minutes.nextSeq());
    if (booked.postings().isEmpty()) {
      return null;
    }
    boolean held = Bookings.isEscrow(booked.postings().getFirst().credit());
    Json claim = Payloads.reward(reward, tariff.unitsPerHour(reward.rate()), held);
    LoggedEntry entry = minutes.enter(reward.nodeId(), Action.REWARD, 1, claim);
    book(minutes, booked);
    return entry;
  }

  /** Books a reward for being there, and tells the node. */
  void idle(Minutes minutes, Reward reward) {
    LoggedEntry entry = reward(minutes, reward);
    if (entry != null) {
      tell(minutes, entry, reward.units(), new Why(Cause.IDLE, "", "for being there"));
    }
  }

  /** Pays out what was held for a node that has become credible. */
  void release(Minutes minutes, String nodeId) {
    Standing before = accounts.of(nodeId);
    String reason = before.passed() + " of your results were confirmed: what was held is yours";
    Booked booked = Bookings.release(before, minutes.nextSeq());
    transfer(minutes, booked, new Why(Cause.RELEASED, "", reason));
  }

  /** Takes what is held for a node that was barred. */
  void forfeit(Minutes minutes, String nodeId) {
    Standing before = accounts.of(nodeId);
    Booked booked = Bookings.forfeit(before, minutes.nextSeq());
    transfer(minutes, booked, new Why(Cause.FORFEITED, "", before.barred()));
  }

  /** Takes back what a node was paid for a result that proved wrong. */
  void takeBack(Minutes minutes, String nodeId, String taskId, long units) {
    Booked booked = Bookings.takeBack(accounts.of(nodeId), taskId, units, minutes.nextSeq());
    String reason = "the result for task " + taskId + " proved wrong";
    transfer(minutes, booked, new Why(Cause.TAKEN_BACK, taskId, reason));
  }

  /** Puts what moved on record, and tells the node; nothing when nothing did. */
  private void transfer(Minutes minutes, Booked booked, Why why) {
    if (booked.postings().isEmpty()) {
      return;
    }
    Posting posting = booked.postings().getFirst();
    LoggedEntry entry =
        minutes.enter(
            booked.after().nodeId(),
            Action.TRANSFER,
            why.cause == Cause.RELEASED ? 1 : -1,
            Payloads.transfer(posting, why.cause, why.taskId));
    book(minutes, booked);
    tell(minutes, entry, posting.units(), why);
  }

  private static void tell(Minutes minutes, LoggedEntry entry, long units, Why why) {
    minutes.tell(
        entry.entry().actorId(),
        proofs -> new Credited(why.cause, units, why.reason, proofs.of(List.of(entry))));
  }

  private void book(Minutes minutes, Booked booked) {
    minutes.draft().postings.addAll(booked.postings());
    note(minutes, booked.after());
  }

  /** A node's standing changed. */
  void note(Minutes minutes, Standing standing) {
    accounts.put(standing);
    minutes.draft().standings.removeIf(older -> older.nodeId().equals(standing.nodeId()));
    minutes.draft().standings.add(standing);
  }
}
