package io.blackroad.mesh;

import io.blackroad.mesh.admit.TaskSplitter;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.schedule.Assignment;
import io.blackroad.mesh.schedule.TaskQueue;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.verify.Agreement;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.CopyKind;
import io.blackroad.mesh.verify.Credibility;
import io.blackroad.mesh.verify.Verdict;
import io.blackroad.mesh.verify.Voice;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where tasks are given out and results come in, from assignment to the verdict's consequences. */
final class TaskFloor {
  /** Tasks that a node may decline in a session before it is shown out. */
  private static final int DECLINES_MAX = 16;

  private final Clock clock;
  private final Digest digest;
  private final SeedConfig config;
  private final Ledger ledger;
  private final Roster roster = new Roster();
  private final TaskQueue queue = new TaskQueue();
  private final Map<String, Ballot> ballots = new LinkedHashMap<>();
  private final Placement placement = new Placement(roster, queue, ballots);
  private final ModelPlan models;
  private final JobDesk desk;
  private final Tally tally = new Tally();
  private final Verdicts verdicts;

  TaskFloor(Coordinator.Ports ports, SeedConfig config, Ledger ledger, JobListener listener) {
    this.clock = ports.clock();
    this.digest = ports.digest();
    this.config = config;
    this.ledger = ledger;
    this.models = new ModelPlan(config, roster, queue, this::send);
    this.desk =
        new JobDesk(config, ledger, listener, new TaskSplitter(ports.digest()), queue, roster);
    this.verdicts =
        new Verdicts(ports, config, new Verdicts.Desk(ledger, desk, listener, tally), this::tell);
  }

  Roster roster() {
    return roster;
  }

  ModelPlan models() {
    return models;
  }

  JobDesk desk() {
    return desk;
  }

  void send(Session session, Message message) {
    if (!session.line.say(message)) {
      session.clogged = true;
    }
  }

  /** Gives one task to one node; false when nothing fits. */
  boolean placeOne() {
    Placement.Choice choice = placement.next();
    if (choice == null) {
      return false;
    }
    Task task = choice.task();
    Ballot ballot = choice.ballot() == null ? newBallot(task) : choice.ballot();
    assign(choice.session(), ballot);
    evaluate(ballot);
    return true;
  }

  private Ballot newBallot(Task task) {
    SeedConfig.OfferedModel model = config.offered(task.model());
    Ballot ballot = new Ballot(task, new Agreement(model.tolerance(), model.spec().dimensions()));
    ballots.put(task.id(), ballot);
    return ballot;
  }

  private void assign(Session session, Ballot ballot) {
    Task task = ballot.task();
    ballot.assign(
        new Assignment(
            task,
            session.nodeId,
            session.engineClass,
            session.trusted,
            clock.monotonicMillis() + NodeLimits.LEASE_MILLIS),
        new Voice("", Credibility.DEFAULT.errorChance(0)),
        ballot.nodes().isEmpty() ? CopyKind.PRIMARY : CopyKind.CHECK);
    session.leases.add(task.id());
    roster.refresh(session);
    send(
        session,
        new Message.Assign(
            task.id(),
            task.shard(),
            task.model(),
            task.purpose(),
            NodeLimits.LEASE_MILLIS,
            Tensor.ofTokens(task.inputs())));
  }

  void commit(Session session, Message.Commit commit) {
    Ballot ballot = ballots.get(commit.taskId());
    if (ballot == null || !ballot.commit(session.nodeId, commit.commitment())) {
      return;
    }
    session.leases.remove(commit.taskId());
    session.committed.add(commit.taskId());
    roster.refresh(session);
    evaluate(ballot);
  }

  void reveal(Session session, Message.Reveal reveal) {
    Ballot ballot = ballots.get(reveal.taskId());
    if (ballot == null || !session.committed.contains(reveal.taskId())) {
      return;
    }
    Ballot.Reveal outcome =
        ballot.reveal(session.nodeId, Hex.require(reveal.nonce()), reveal.output(), digest);
    session.committed.remove(reveal.taskId());
    roster.refresh(session);
    if (outcome instanceof Ballot.Reveal.Faulty faulty) {
      verdicts.fault(ballot.task(), session.nodeId, faulty.reason());
    }
    evaluate(ballot);
  }

  /** Takes a task back; false when the node has declined too often. */
  boolean decline(Session session, String taskId) {
    Ballot ballot = ballots.get(taskId);
    if (ballot != null && session.leases.remove(taskId)) {
      ballot.drop(session.nodeId);
      roster.refresh(session);
      evaluate(ballot);
    }
    session.declines++;
    return session.declines <= DECLINES_MAX;
  }

  /** Frees what a session that ended had not revealed. */
  void release(Session session) {
    List<String> held = new ArrayList<>(session.leases);
    held.addAll(session.committed);
    session.leases.clear();
    session.committed.clear();
    for (String taskId : held) {
      Ballot ballot = ballots.get(taskId);
      if (ballot != null) {
        ballot.drop(session.nodeId);
        evaluate(ballot);
      }
    }
  }

  /** Takes back what is overdue and moves idle nodes to models that have work. */
  void sweep(long nowMillis) {
    for (Ballot ballot : new ArrayList<>(ballots.values())) {
      List<Ballot.Lost> overdue = ballot.expire(nowMillis);
      for (Ballot.Lost lost : overdue) {
        withdraw(lost.nodeId(), ballot.task().id());
      }
      if (!overdue.isEmpty()) {
        evaluate(ballot);
      }
    }
    models.rebalance();
  }

  private void withdraw(String nodeId, String taskId) {
    Session session = roster.ofNode(nodeId);
    if (session != null && session.withdraw(taskId)) {
      roster.refresh(session);
      send(session, new Message.Cancel(taskId));
    }
  }

  private void evaluate(Ballot ballot) {
    switch (ballot.verdict()) {
      case Verdict.Pending pending -> {
        placement.want(ballot, pending.wanted() > 0);
        open(ballot);
      }
      case Verdict.Agreed agreed -> settle(ballot, agreed);
      case Verdict.Disputed disputed -> dispute(ballot, disputed);
    }
  }

  private void open(Ballot ballot) {
    Ballot.Opening opening = ballot.open(clock.monotonicMillis());
    opening.withdrawn().forEach(nodeId -> withdraw(nodeId, ballot.task().id()));
    for (String nodeId : opening.reveal()) {
      Session session = roster.ofNode(nodeId);
      if (session != null) {
        send(session, new Message.Open(ballot.task().id()));
      }
    }
  }

  private void settle(Ballot ballot, Verdict.Agreed verdict) {
    close(ballot);
    verdicts.settle(ballot, verdict);
  }

  private void dispute(Ballot ballot, Verdict.Disputed disputed) {
    close(ballot);
    verdicts.dispute(ballot, disputed);
    queue.add(ballot.task());
  }

  private void tell(String nodeId, Message.Settled settled) {
    Session session = roster.ofNode(nodeId);
    if (session == null) {
      return;
    }
    if (settled.accepted()) {
      session.accepted++;
      session.units += settled.units();
    } else {
      session.rejected++;
    }
    send(session, settled);
  }

  /** Ends a ballot and takes back the copies that nobody waits for any more. */
  private void close(Ballot ballot) {
    String taskId = ballot.task().id();
    ballots.remove(taskId);
    placement.want(ballot, false);
    for (String nodeId : ballot.nodes()) {
      withdraw(nodeId, taskId);
    }
  }

  /** Drops a job and what nodes compute of it. */
  void cancel(String jobId) {
    if (!desk.cancel(jobId)) {
      return;
    }
    for (Ballot ballot : new ArrayList<>(ballots.values())) {
      if (ballot.task().jobId().equals(jobId)) {
        close(ballot);
      }
    }
  }

  /** The mesh as it is now. */
  MeshSnapshot snapshot() {
    return tally.snapshot(
        config.seedId(),
        roster.views(clock.monotonicMillis()),
        new Tally.Work(desk.jobs().size(), queue.size(), ballots.size()),
        ledger.chain().nextSeq());
  }
}
