package io.blackroad.mesh;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.reward.Rate;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.reward.Work;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.Standings;
import io.blackroad.mesh.verify.Verdict;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One agreement put into the minutes: log entries, what it does to the standings and accounts of
 * those who took part, and a notice for each of them. Built once, then read.
 */
final class Settlement {
  private final Minutes minutes;
  private final Cashier cashier;
  private final SeedConfig config;
  private final Digest digest;
  private final Task task;
  private final Verdict.Agreed verdict;

  private final Map<String, LoggedEntry> results = new LinkedHashMap<>();
  private final Map<String, Reward> rewards = new LinkedHashMap<>();
  private final List<String> caught = new ArrayList<>();

  /** Where it writes, and by what rules. */
  record Office(Minutes minutes, Cashier cashier, SeedConfig config, Digest digest) {}

  Settlement(Office office, Task task, Verdict.Agreed verdict) {
    this.minutes = office.minutes();
    this.cashier = office.cashier();
    this.config = office.config();
    this.digest = office.digest();
    this.task = task;
    this.verdict = verdict;
  }

  /**
   * Writes everything but the output.
   *
   * @param again whether the task was accepted before
   */
  void write(Ballot ballot, boolean again) {
    String modelHash = config.offered(task.model()).spec().modelHash();
    results.putAll(minutes.enterResults(ballot, modelHash, digest));
    LoggedEntry verify =
        minutes.enter(config.seedId(), Action.VERIFY, 1, Payloads.verified(task, verdict, again));
    for (String nodeId : verdict.agreeing()) {
      agreed(nodeId, ballot.trusted(nodeId), verify);
    }
    for (String nodeId : verdict.excused()) {
      String reason = "the result differs as another engine's may: it counts neither way";
      reject(nodeId, reason, result(nodeId), verify);
    }
    verdict.dissenting().forEach(this::disprove);
  }

  private LoggedEntry result(String nodeId) {
    LoggedEntry entry = results.get(nodeId);
    if (entry == null) {
      throw new IllegalStateException(nodeId + " has no result");
    }
    return entry;
  }

  private void agreed(String nodeId, boolean trusted, LoggedEntry verify) {
    List<LoggedEntry> receipts = new ArrayList<>(List.of(result(nodeId), verify));
    long units = 0;
    boolean held = false;
    if (!trusted) {
      Standing after = Standings.after(cashier.accounts().of(nodeId), verdict, task.id());
      cashier.note(minutes, after);
      held = !Bookings.credible(after);
      units = pay(nodeId, receipts);
    }
    accept(nodeId, units, held, receipts);
    if (!trusted) {
      cashier.release(minutes, nodeId);
    }
  }

  private void accept(String nodeId, long units, boolean held, List<LoggedEntry> receipts) {
    int agreeing = verdict.agreeing().size();
    minutes.tell(
        nodeId,
        proofs ->
            new Message.Settled(
                task.id(), true, agreeing, units, held, "agreed", proofs.of(receipts)));
  }

  private long pay(String nodeId, List<LoggedEntry> receipts) {
    long micros = config.offered(task.model()).referenceMicrosPerToken();
    Work work = new Work(task, micros, Rate.ACTIVE);
    Reward reward = Reward.of(verdict, nodeId, work, cashier.accounts());
    LoggedEntry entry = cashier.reward(minutes, reward);
    cashier.note(minutes, cashier.accounts().of(nodeId));
    if (entry == null) {
      return 0;
    }
    receipts.add(entry);
    rewards.put(nodeId, reward);
    return reward.units();
  }

  private void disprove(String nodeId) {
    LoggedEntry result = result(nodeId);
    LoggedEntry entry =
        minutes.enter(
            config.seedId(),
            Action.VERIFY,
            -1,
            Payloads.disproven(task, nodeId, result.entry().seq()));
    reject(nodeId, "other nodes agree on another result", result, entry);
    Standing before = cashier.accounts().of(nodeId);
    Standing after = Standings.after(before, verdict, task.id());
    cashier.note(minutes, after);
    if (after.isBarred()) {
      cashier.forfeit(minutes, nodeId);
      caught.add(nodeId);
    }
  }

  private void reject(String nodeId, String reason, LoggedEntry... receipts) {
    int agreeing = verdict.agreeing().size();
    minutes.tellRejected(nodeId, new Minutes.Rejection(task, agreeing, reason), receipts);
  }

  AcceptedOutput output() {
    return new AcceptedOutput(
        task.jobId(),
        task.id(),
        task.shard(),
        task.firstText(),
        verdict.agreeing().size(),
        verdict.soleNode(),
        verdict.output());
  }

  /** What a node that was paid earned; null for one that was not. */
  @Nullable Reward rewardOf(String nodeId) {
    return rewards.get(nodeId);
  }

  /** Nodes that are barred from now on. */
  List<String> caught() {
    return caught;
  }
}
