package io.blackroad.mesh;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.schedule.Assignment;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.verify.Agreement;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.CopyKind;
import io.blackroad.mesh.verify.Verdict;
import io.blackroad.mesh.verify.Voice;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks are given out and results come in, from assignment to the verdict. What a verdict
 * leads to is {@link Verdicts}' affair.
 */
final class TaskFloor {
  private final Clock clock;
  private final Digest digest;
  private final SeedConfig config;
  private final Roster roster;
  private final Scheduler scheduler;
  private final Verdicts verdicts;
  private final Map<String, Ballot> ballots = new LinkedHashMap<>();
  final Panel panel;

  /** What it works with, of the coordinator's. */
  record Desk(Roster roster, Scheduler scheduler, Verdicts verdicts, Beacon beacon) {}

  TaskFloor(Coordinator.Ports ports, SeedConfig config, Desk desk) {
    this.clock = ports.clock();
    this.digest = ports.digest();
    this.config = config;
    this.roster = desk.roster();
    this.scheduler = desk.scheduler();
    this.verdicts = desk.verdicts();
    this.panel = new Panel(scheduler, desk.beacon(), ballots);
  }

  /** Tasks that somebody computes or has computed, without a verdict yet. */
  int open() {
    return ballots.size();
  }

  /** Gives one task to one node; false when nothing fits. */
  boolean placeOne() {
    long now = clock.monotonicMillis();
    Panel.Choice choice = panel.next();
    if (choice != null) {
      Assignment copy = scheduler.lease(choice.ballot().task(), choice.worker(), now);
      assign(choice.ballot(), copy, CopyKind.CHECK);
      evaluate(choice.ballot());
      return true;
    }
    Assignment fresh = scheduler.next(now);
    if (fresh == null) {
      return false;
    }
    Ballot ballot = begin(fresh.task());
    assign(ballot, fresh, CopyKind.PRIMARY);
    evaluate(ballot);
    return true;
  }

  private Ballot begin(Task task) {
    SeedConfig.OfferedModel model = config.offered(task.model());
    Ballot ballot = new Ballot(task, new Agreement(model.tolerance(), model.spec().dimensions()));
    ballots.put(task.id(), ballot);
    return ballot;
  }

  private void assign(Ballot ballot, Assignment assignment, CopyKind kind) {
    Session session = roster.ofNode(assignment.nodeId());
    Worker worker = scheduler.worker(assignment.nodeId());
    if (session == null || worker == null) {
      throw new IllegalStateException(assignment.nodeId() + " works without a session");
    }
    ballot.assign(assignment, new Voice(worker.prefix(), worker.errorChance()), kind);
    Task task = ballot.task();
    session.instruct(
        new Message.Assign(
            task.id(),
            task.shard(),
            task.model(),
            task.purpose(),
            Math.max(1, assignment.deadlineMillis() - clock.monotonicMillis()),
            Tensor.ofTokens(task.inputs())));
  }

  void commit(Session session, Message.Commit commit) {
    Ballot ballot = ballots.get(commit.taskId());
    Worker worker = session.worker;
    if (ballot == null || worker == null || !ballot.commit(session.nodeId, commit.commitment())) {
      return;
    }
    scheduler.committed(worker, commit.taskId(), clock.monotonicMillis());
    session.declines = Math.max(0, session.declines - 1);
    panel.committed(ballot);
    evaluate(ballot);
  }

  void reveal(Session session, Message.Reveal reveal) {
    Ballot ballot = ballots.get(reveal.taskId());
    Worker worker = session.worker;
    if (ballot == null || worker == null) {
      return;
    }
    long now = clock.monotonicMillis();
    switch (ballot.reveal(session.nodeId, Hex.require(reveal.nonce()), reveal.output(), digest)) {
      case Ballot.Reveal.Unasked unused -> {
        return;
      }
      case Ballot.Reveal.Taken unused -> {
        session.answered(reveal.taskId(), now);
        session.revealed.add(reveal.taskId());
        scheduler.dropped(worker, reveal.taskId(), now);
      }
      case Ballot.Reveal.Faulty faulty -> {
        scheduler.dropped(worker, reveal.taskId(), now);
        verdicts.fault(ballot.task(), session.nodeId, faulty.reason());
      }
    }
    evaluate(ballot);
  }

  /** Takes a task back that a node does not want. */
  void decline(Session session, String taskId) {
    session.declines++;
    Ballot ballot = ballots.get(taskId);
    if (ballot != null
        && session.worker != null
        && scheduler.dropped(session.worker, taskId, clock.monotonicMillis())) {
      ballot.drop(session.nodeId);
      evaluate(ballot);
    }
  }

  /** Whether anything is awaited of a node for a task: its computing, its reveal, the verdict. */
  boolean awaits(Session session, String taskId) {
    Ballot ballot = ballots.get(taskId);
    return ballot != null && ballot.has(session.nodeId);
  }

  /** Whether a node was asked to reveal a task and has not. */
  boolean asked(Session session, String taskId) {
    Ballot ballot = ballots.get(taskId);
    return ballot != null && ballot.asked(session.nodeId);
  }

  /**
   * Takes back what a node computes that cannot go on now; its word on what it has committed to
   * stands.
   */
  void interrupt(Session session) {
    Worker worker = session.worker;
    if (worker != null) {
      worker.tasksAtWork().forEach(taskId -> decline(session, taskId));
    }
  }

  /**
   * Frees what a node that goes had not revealed; what it revealed counts, unless it was caught.
   */
  void release(Session session, boolean caught) {
    Worker worker = session.worker;
    session.worker = null;
    if (worker == null) {
      return;
    }
    List<String> freed = new ArrayList<>();
    scheduler.leave(worker, clock.monotonicMillis()).forEach(held -> freed.add(held.task().id()));
    if (caught) {
      freed.addAll(session.revealed);
    }
    session.revealed.clear();
    for (String taskId : freed) {
      Ballot ballot = ballots.get(taskId);
      if (ballot != null && ballot.has(session.nodeId)) {
        ballot.drop(session.nodeId); // whoever leaves earns nothing by it, and may have to
        evaluate(ballot);
      }
    }
  }

  /** Takes back what is overdue, and has another node do what is late. */
  void sweep(long nowMillis) {
    Assignment overdue = scheduler.overdue(nowMillis);
    while (overdue != null) {
      withdraw(overdue.nodeId(), overdue.task().id());
      expire(ballots.get(overdue.task().id()), overdue.nodeId());
      overdue = scheduler.overdue(nowMillis);
    }
    Assignment late = scheduler.late(nowMillis);
    while (late != null) {
      duplicate(ballots.get(late.task().id()), nowMillis);
      late = scheduler.late(nowMillis);
    }
  }

  /** A copy's time is over; one that was asked for and not shown counts against its node. */
  private void expire(@Nullable Ballot ballot, String nodeId) {
    if (ballot == null || !ballot.has(nodeId)) {
      return;
    }
    if (ballot.drop(nodeId)) {
      verdicts.withheld(ballot.task(), nodeId);
    }
    evaluate(ballot);
  }

  private void duplicate(@Nullable Ballot ballot, long nowMillis) {
    if (ballot == null || ballot.nodes().size() >= Ballot.COPIES_MAX) {
      return;
    }
    Worker faster = scheduler.fastest(ballot.task(), ballot.holders());
    if (faster != null) {
      assign(ballot, scheduler.lease(ballot.task(), faster, nowMillis), CopyKind.DUPLICATE);
      evaluate(ballot);
    }
  }

  /** Takes a task back from a node that may still be at it. */
  private void withdraw(String nodeId, String taskId) {
    Session session = roster.ofNode(nodeId);
    if (session != null
        && session.worker != null
        && scheduler.dropped(session.worker, taskId, clock.monotonicMillis())) {
      session.instruct(new Message.Cancel(taskId));
    }
  }

  private void evaluate(Ballot ballot) {
    if (ballot.nodes().isEmpty()) {
      close(ballot);
      scheduler.again(ballot.task());
      return;
    }
    Ballot.Opening opening = ballot.open();
    opening.reveal().forEach(nodeId -> open(nodeId, ballot.task().id()));
    opening.withdrawn().forEach(nodeId -> withdraw(nodeId, ballot.task().id()));
    switch (ballot.verdict(panel.checkerErrorChance(ballot))) {
      case Verdict.Pending pending -> panel.want(ballot, pending.wanted() > 0);
      case Verdict.Agreed agreed -> {
        close(ballot);
        verdicts.settle(ballot, agreed);
      }
      case Verdict.Disputed disputed -> {
        close(ballot);
        verdicts.dispute(ballot, disputed);
        scheduler.again(ballot.task());
      }
    }
  }

  /** Asks a node to reveal, from now on within its time. */
  void open(String nodeId, String taskId) {
    Session session = roster.ofNode(nodeId);
    if (session != null && session.worker != null) {
      long now = clock.monotonicMillis();
      session.asked(taskId, now);
      scheduler.opened(session.worker, taskId, now);
      session.instruct(new Message.Open(taskId));
    }
  }

  /** Ends a ballot and takes back the copies that nobody waits for any more. */
  private void close(Ballot ballot) {
    String taskId = ballot.task().id();
    ballots.remove(taskId);
    panel.forget(ballot);
    for (String nodeId : ballot.nodes()) {
      withdraw(nodeId, taskId);
      Session session = roster.ofNode(nodeId);
      if (session != null) {
        session.revealed.remove(taskId);
      }
    }
  }

  /** Drops what nodes compute of a job. */
  void cancel(String jobId) {
    for (Ballot ballot : new ArrayList<>(ballots.values())) {
      if (ballot.task().jobId().equals(jobId)) {
        close(ballot);
      }
    }
  }
}
