package io.blackroad.mesh.sim;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.log.Standing;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads a large mesh's log as it is stored, checks in each batch what must hold, and keeps no more
 * than counts of it.
 */
final class SimBooks implements SimLog.Books {
  private final ChainVerifier chain = new ChainVerifier(new SimDigest());
  private final Map<Action, Long> counts = new LinkedHashMap<>();
  private final Map<String, NodeTally> nodes = new LinkedHashMap<>();
  private final Set<String> barred = new LinkedHashSet<>();
  final JobLedger jobs;
  final MoneyLedger money = new MoneyLedger();
  private final boolean keeps;
  private String problem = "";
  private String lastHash = "";

  /**
   * @param keeps whether the seed may be started again in this run, for which the log is kept
   */
  SimBooks(Oracle oracle, boolean keeps) {
    this.jobs = new JobLedger(oracle);
    this.keeps = keeps;
  }

  @Override
  public boolean keeps() {
    return keeps;
  }

  @Override
  public void stored(LogBatch batch) {
    for (LoggedEntry logged : batch.entries()) {
      if (chain.feed(logged) instanceof ChainVerifier.Result.Broken broken) {
        broke("the chain breaks at " + broken.seq() + ": " + broken.reason());
      }
      counts.merge(logged.entry().action(), 1L, Long::sum);
      lastHash = logged.entry().hash();
    }
    broke(jobs.take(batch));
    broke(money.take(batch));
    batch.standings().forEach(this::note);
    batch.postings().forEach(this::mayTake);
    tally(batch);
  }

  /** Only from who was caught is anything taken. */
  private void mayTake(Posting posting) {
    String owner = posting.debit().substring(posting.debit().indexOf(':') + 1);
    if (posting.credit().equals(MoneyLedger.TREASURY) && !barred.contains(owner)) {
      broke("taken from a node that was not caught: " + posting);
    }
  }

  private void broke(String what) {
    if (problem.isEmpty() && !what.isEmpty()) {
      problem = what + " (entry hash " + lastHash + ")";
    }
  }

  private void note(Standing standing) {
    if (standing.isBarred() && barred.add(standing.nodeId())) {
      node(standing.nodeId()).barred++;
    }
  }

  private void tally(LogBatch batch) {
    Set<String> answered = new LinkedHashSet<>();
    Set<String> rewarded = new LinkedHashSet<>();
    for (LoggedEntry logged : batch.entries()) {
      Entry entry = logged.entry();
      switch (entry.action()) {
        case JOIN -> node(entry.actorId()).joins++;
        case RESULT -> {
          node(entry.actorId()).results++;
          answered.add(entry.actorId());
        }
        case VERIFY -> disproven(logged, answered);
        case REWARD -> rewarded.add(entry.actorId());
        default -> {}
      }
    }
    for (AcceptedOutput output : batch.outputs()) {
      if (jobs.isWrong(output.taskId())) {
        answered.forEach(nodeId -> node(nodeId).wrongAccepted++);
      }
    }
    if (!batch.outputs().isEmpty() || !batch.corrections().isEmpty()) {
      answered.removeAll(rewarded);
      answered.removeAll(barred);
      broke(answered.isEmpty() ? "" : "verified and not paid: " + answered);
    }
  }

  private void disproven(LoggedEntry logged, Set<String> answered) {
    if (logged.entry().truthState() < 0
        && logged.payload() instanceof Json.Obj object
        && object.members().get("node_id") instanceof Json.Text nodeId) {
      node(nodeId.value()).disproven++;
      answered.remove(nodeId.value());
    }
  }

  private NodeTally node(String nodeId) {
    return nodes.computeIfAbsent(nodeId, id -> new NodeTally());
  }

  @Override
  public void admitted(String jobId) {}

  @Override
  public void accepted(AcceptedOutput output) {
    jobs.announced();
  }

  @Override
  public void corrected(AcceptedOutput output) {}

  @Override
  public void ended(String jobId, boolean cancelled) {}

  /** The first invariant that was broken; empty while all hold. */
  String problem() {
    return problem;
  }

  /** The first invariant that is broken at the end, when every job should be done; or empty. */
  String finalProblem() {
    broke(jobs.problem());
    broke(money.problem());
    return problem;
  }

  /** How many entries of {@code action} are stored. */
  long count(Action action) {
    return counts.getOrDefault(action, 0L);
  }

  /** Identities that are barred. */
  Set<String> barred() {
    return barred;
  }

  /** Hash of the last stored entry: equal hashes, equal runs. */
  String lastHash() {
    return lastHash;
  }

  /** What each node came to, by its id. */
  Map<String, NodeTally> nodes() {
    nodes.forEach(
        (nodeId, tally) -> {
          tally.paid = money.balance(nodeId);
          tally.held = money.balance(MoneyLedger.ESCROW + nodeId);
        });
    return nodes;
  }
}
