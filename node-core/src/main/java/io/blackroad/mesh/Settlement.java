package io.blackroad.mesh;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.reward.Rate;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.reward.Work;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.Verdict;
import io.blackroad.mesh.wire.Message.Settled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One verdict turned into what it leaves behind: log entries, postings, the accepted output and a
 * notice for each node that took part. Built once, then read.
 */
final class Settlement {
  private final Chain chain;
  private final Digest digest;
  private final SeedConfig config;
  private final Task task;
  private final Verdict.Agreed verdict;
  private final SeedConfig.OfferedModel offered;

  private final List<LoggedEntry> entries = new ArrayList<>();
  private final List<Posting> postings = new ArrayList<>();
  private final Map<String, Notice> notices = new LinkedHashMap<>();
  private final Map<String, Reward> rewards = new LinkedHashMap<>();

  /** What a node is told once {@code entries} are proved to it. */
  record Notice(
      boolean accepted,
      int agreeing,
      long units,
      boolean held,
      String reason,
      List<LoggedEntry> entries) {
    /** A result that earns nothing. */
    static Notice rejected(int agreeing, String reason, LoggedEntry... entries) {
      return new Notice(false, agreeing, 0, false, reason, List.of(entries));
    }

    Settled message(String taskId, Notary.Proofs proofs) {
      return new Settled(taskId, accepted, agreeing, units, held, reason, proofs.of(entries));
    }
  }

  Settlement(Chain chain, Digest digest, SeedConfig config, Task task, Verdict.Agreed verdict) {
    this.chain = chain;
    this.digest = digest;
    this.config = config;
    this.task = task;
    this.verdict = verdict;
    this.offered = config.offered(task.model());
  }

  /**
   * Writes the entries.
   *
   * @param till prices work per node; null for nodes that are not paid (the seed's own)
   */
  void write(Ballot ballot, Function<String, Reward.@Nullable Till> till) {
    Map<String, LoggedEntry> results = new LinkedHashMap<>();
    for (String nodeId : ballot.nodes()) {
      Tensor output = ballot.outputOf(nodeId);
      if (output != null) {
        Json claim = Payloads.result(task, offered.spec().modelHash(), output, digest);
        results.put(nodeId, append(nodeId, Action.RESULT, 0, claim));
      }
    }
    LoggedEntry verify =
        append(config.seedId(), Action.VERIFY, 1, Payloads.verified(task, verdict));
    for (String nodeId : verdict.agreeing()) {
      List<LoggedEntry> receipts = new ArrayList<>(List.of(result(results, nodeId), verify));
      long units = pay(nodeId, till.apply(nodeId), receipts);
      notices.put(
          nodeId, new Notice(true, verdict.agreeing().size(), units, false, "agreed", receipts));
    }
    for (String nodeId : verdict.dissenting()) {
      disprove(nodeId, result(results, nodeId));
    }
  }

  private static LoggedEntry result(Map<String, LoggedEntry> results, String nodeId) {
    LoggedEntry entry = results.get(nodeId);
    if (entry == null) {
      throw new IllegalStateException(nodeId + " has no result");
    }
    return entry;
  }

  private long pay(String nodeId, Reward.@Nullable Till till, List<LoggedEntry> receipts) {
    if (till == null) {
      return 0;
    }
    Reward reward =
        Reward.of(
            verdict, nodeId, new Work(task, offered.referenceMicrosPerToken(), Rate.ACTIVE), till);
    if (reward.units() == 0) {
      return 0;
    }
    LoggedEntry entry =
        append(
            nodeId,
            Action.REWARD,
            1,
            Payloads.reward(reward, config.tariff().unitsPerHour(reward.rate())));
    receipts.add(entry);
    rewards.put(nodeId, reward);
    postings.add(
        new Posting(
            reward.idempotencyKey(), "treasury", nodeId, reward.units(), entry.entry().seq()));
    return reward.units();
  }

  private void disprove(String nodeId, LoggedEntry result) {
    LoggedEntry entry =
        append(
            config.seedId(),
            Action.VERIFY,
            -1,
            Payloads.disproven(task, nodeId, result.entry().seq()));
    notices.put(
        nodeId,
        Notice.rejected(
            verdict.agreeing().size(), "other nodes agree on another result", result, entry));
  }

  private LoggedEntry append(String actorId, Action action, int truthState, Json payload) {
    LoggedEntry entry = chain.append(actorId, action, truthState, payload);
    entries.add(entry);
    return entry;
  }

  /** What is to be stored, whole; {@code jobsEnded} names the job when this was its last task. */
  LogBatch batch(List<String> jobsEnded) {
    LogBatch.Draft draft = new LogBatch.Draft();
    draft.entries.addAll(entries);
    draft.postings.addAll(postings);
    draft.outputs.add(output());
    draft.jobsEnded.addAll(jobsEnded);
    return draft.batch();
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

  /** What each node is told, by node id. */
  Map<String, Notice> notices() {
    return notices;
  }

  /** What each node that is paid earns, by node id. */
  Map<String, Reward> rewards() {
    return rewards;
  }
}
