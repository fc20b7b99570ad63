package io.blackroad.mesh;

import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.Verdict;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Puts on record what ballots decide, and tells everybody concerned once that is proved: nodes
 * their receipts, the listener the output.
 */
final class Verdicts {
  private final Digest digest;
  private final SeedConfig config;
  private final Desk desk;
  private final Earnings earnings;
  private final BiConsumer<String, Message.Settled> tell;

  /** What it works with, of the task floor's. */
  record Desk(Ledger ledger, JobDesk jobs, JobListener listener, Tally tally) {}

  /**
   * @param tell sends a node, named by its id, the outcome of its work
   */
  Verdicts(
      Coordinator.Ports ports,
      SeedConfig config,
      Desk desk,
      BiConsumer<String, Message.Settled> tell) {
    this.digest = ports.digest();
    this.config = config;
    this.desk = desk;
    this.earnings = new Earnings(config.tariff(), ports.clock());
    this.tell = tell;
  }

  /** Results agree: they are accepted, paid and handed out. */
  void settle(Ballot ballot, Verdict.Agreed verdict) {
    Task task = ballot.task();
    JobBook jobs = desk.jobs.jobs();
    boolean last = jobs.accept(task, verdict);
    Settlement settlement = new Settlement(desk.ledger.chain(), digest, config, task, verdict);
    settlement.write(ballot, nodeId -> ballot.trusted(nodeId) ? null : earnings);
    for (String nodeId : verdict.agreeing()) {
      Reward reward = settlement.rewards().get(nodeId);
      jobs.share(task, nodeId, reward == null ? 0 : reward.units());
    }
    desk.tally.accepted(task, verdict, settlement.rewards().values());
    if (last) {
      jobs.remove(task.jobId());
    }
    desk.ledger.storeProven(
        settlement.batch(last ? List.of(task.jobId()) : List.of()),
        proofs -> {
          tellAll(task, settlement.notices(), proofs);
          announce(settlement, last);
        });
  }

  private void announce(Settlement settlement, boolean last) {
    desk.listener.accepted(settlement.output());
    if (last) {
      desk.listener.ended(settlement.output().jobId(), false);
    }
  }

  /** Too few results agree: all are on record, none counts. */
  void dispute(Ballot ballot, Verdict.Disputed disputed) {
    Task task = ballot.task();
    desk.jobs.jobs().disputed(task, disputed.nodes().size());
    desk.tally.disputed(disputed);
    List<LoggedEntry> entries = new ArrayList<>();
    Map<String, LoggedEntry> results = new LinkedHashMap<>();
    String modelHash = config.offered(task.model()).spec().modelHash();
    for (String nodeId : disputed.nodes()) {
      Tensor output = ballot.outputOf(nodeId);
      if (output != null) {
        LoggedEntry result =
            desk.ledger.chained(
                nodeId, Action.RESULT, 0, Payloads.result(task, modelHash, output, digest));
        entries.add(result);
        results.put(nodeId, result);
      }
    }
    LoggedEntry verdict =
        desk.ledger.chained(
            config.seedId(), Action.VERIFY, 0, Payloads.disputed(task, results.size()));
    entries.add(verdict);
    Map<String, Settlement.Notice> notices = new LinkedHashMap<>();
    String reason = "no two nodes agree; the task is computed again";
    results.forEach(
        (nodeId, result) ->
            notices.put(nodeId, Settlement.Notice.rejected(0, reason, result, verdict)));
    desk.ledger.storeProven(LogBatch.of(entries), proofs -> tellAll(task, notices, proofs));
  }

  /** A result that is none: it is not what the node had committed to, or has the wrong shape. */
  void fault(Task task, String nodeId, String fault) {
    LoggedEntry entry =
        desk.ledger.chained(
            config.seedId(), Action.VERIFY, -1, Payloads.fault(task, nodeId, fault));
    Settlement.Notice notice = Settlement.Notice.rejected(0, fault, entry);
    desk.ledger.storeProven(
        LogBatch.of(entry), proofs -> tell.accept(nodeId, notice.message(task.id(), proofs)));
  }

  private void tellAll(Task task, Map<String, Settlement.Notice> notices, Notary.Proofs proofs) {
    notices.forEach((nodeId, notice) -> tell.accept(nodeId, notice.message(task.id(), proofs)));
  }
}
