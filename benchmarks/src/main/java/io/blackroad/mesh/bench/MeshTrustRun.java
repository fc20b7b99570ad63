package io.blackroad.mesh.bench;

import io.blackroad.mesh.bench.Society.Member;
import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.schedule.Assignment;
import io.blackroad.mesh.schedule.Draw;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.SessionSurvival;
import io.blackroad.mesh.schedule.VerificationBudget;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.verify.Agreement;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.Checks;
import io.blackroad.mesh.verify.CopyKind;
import io.blackroad.mesh.verify.Tolerance;
import io.blackroad.mesh.verify.Verdict;
import io.blackroad.mesh.verify.Voice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A mesh without network, clock or log: the scheduler, ballots, credibility, draws and standings of
 * node-core, and between them what the coordinator does with their answers. Time goes in rounds:
 * copies that are wanted are drawn, everybody who is free is given fresh tasks, all that was given
 * out is committed in an order of chance, and what can be decided is decided.
 *
 * <p>Who is caught is barred, and what rests on that word alone is computed again.
 */
final class MeshTrustRun {
  static final String MODEL = "model";
  private static final long ROUND_MILLIS = 1_000;
  private static final Agreement AGREEMENT = new Agreement(new Tolerance(1, 0), 2);
  private static final byte[] NONCE = new byte[Commitment.NONCE_BYTES];

  private final Digest digest = new JcaDigest();
  private final SimRandom random = new SimRandom(5);
  private final Scheduler scheduler =
      new Scheduler(new SessionSurvival(), new VerificationBudget(VerificationBudget.PER_MILLE));
  private final Society society;
  private final int tasks;
  private final Confidence confidence;
  private final TrustReport report;
  private final Map<String, Member> members = new HashMap<>();
  private final TrustRecords records = new TrustRecords();
  private final Map<String, Ballot> ballots = new LinkedHashMap<>();
  private final Set<String> wanting = new LinkedHashSet<>();
  private final byte[] root = new byte[Sha256.BYTES];
  private final Checks checks =
      new Checks(scheduler, (taskId, copy) -> Draw.point(root, taskId, copy, digest));
  private final Deque<Runnable> later = new ArrayDeque<>();
  private List<Assignment> givenOut = new ArrayList<>();
  private long now;

  MeshTrustRun(Society society, int tasks, Confidence confidence) {
    this.society = society;
    this.tasks = tasks;
    this.confidence = confidence;
    this.report = new TrustReport(tasks);
    random.fill(root);
    for (Member member : society.members()) {
      members.put(member.nodeId(), member);
      Worker worker = new Worker(new Worker.Claim(member.nodeId(), "trust", "", false, 0), now);
      scheduler.join(worker, now);
      worker.load(MODEL);
      worker.loaded();
      records.begin(member);
      records.tell(worker);
      scheduler.update(worker, now);
    }
  }

  TrustReport run() {
    TokenBatch text = new TokenBatch(List.of(new int[100]));
    for (int i = 0; i < tasks; i++) {
      scheduler.submit(
          new Task("t_%016x".formatted(i), "j", i, i, MODEL, confidence, false, "", "s", text));
    }
    while (scheduler.queued() > 0 || !ballots.isEmpty()) {
      round();
    }
    return report;
  }

  private void round() {
    now += ROUND_MILLIS;
    for (String taskId : List.copyOf(wanting)) {
      check(taskId);
    }
    Assignment fresh = scheduler.next(now);
    while (fresh != null) {
      Ballot ballot = new Ballot(fresh.task(), AGREEMENT);
      ballots.put(fresh.task().id(), ballot);
      assign(ballot, fresh, CopyKind.PRIMARY);
      evaluate(ballot);
      fresh = scheduler.next(now);
    }
    List<Assignment> committing = givenOut;
    givenOut = new ArrayList<>();
    for (int i = committing.size() - 1; i > 0; i--) {
      Collections.swap(committing, i, random.below(i + 1));
    }
    now += ROUND_MILLIS;
    for (Assignment assignment : committing) {
      commit(assignment);
      for (Runnable next = later.poll(); next != null; next = later.poll()) {
        next.run();
      }
    }
  }

  private void check(String taskId) {
    Ballot ballot = ballots.get(taskId);
    while (ballot != null && wanting.contains(taskId)) {
      Worker drawn = checks.drawn(ballot, ballot.holders());
      if (drawn == null) {
        return;
      }
      assign(ballot, scheduler.lease(ballot.task(), drawn, now), CopyKind.CHECK);
      evaluate(ballot);
    }
  }

  private void assign(Ballot ballot, Assignment assignment, CopyKind kind) {
    double errorChance = records.errorChance(assignment.nodeId());
    ballot.assign(assignment, new Voice("", errorChance), kind);
    givenOut.add(assignment);
    report.computed(assignment.task().shard());
  }

  private void commit(Assignment assignment) {
    String nodeId = assignment.nodeId();
    String taskId = assignment.task().id();
    Ballot ballot = ballots.get(taskId);
    Worker worker = scheduler.worker(nodeId);
    if (ballot == null || worker == null) {
      return;
    }
    String commitment = Commitment.of(nodeId, NONCE, output(nodeId, assignment.task()), digest);
    if (ballot.commit(nodeId, commitment)) {
      scheduler.committed(worker, taskId, now);
      checks.committed(ballot);
      evaluate(ballot);
    }
  }

  private Tensor output(String nodeId, Task task) {
    Member member = members.get(nodeId);
    if (member == null) {
      throw new IllegalArgumentException(nodeId + " is not one of this society");
    }
    return Tensor.ofVectors(new float[] {1, society.answer(member, task.shard())}, 2);
  }

  private void evaluate(Ballot ballot) {
    Task task = ballot.task();
    if (ballots.get(task.id()) != ballot) {
      return; // decided meanwhile
    }
    if (ballot.nodes().isEmpty()) {
      close(ballot);
      scheduler.again(task);
      return;
    }
    Ballot.Opening opening = ballot.open();
    opening.reveal().forEach(nodeId -> reveal(ballot, nodeId));
    opening.withdrawn().forEach(nodeId -> drop(nodeId, task.id()));
    switch (ballot.verdict(checks.checkerErrorChance(ballot))) {
      case Verdict.Pending pending -> want(task.id(), pending.wanted() > 0);
      case Verdict.Agreed agreed -> {
        close(ballot);
        settle(task, agreed);
      }
      case Verdict.Disputed unused -> {
        close(ballot);
        scheduler.again(task);
      }
    }
  }

  private void reveal(Ballot ballot, String nodeId) {
    ballot.reveal(nodeId, NONCE, output(nodeId, ballot.task()), digest);
    drop(nodeId, ballot.task().id());
  }

  private void drop(String nodeId, String taskId) {
    Worker worker = scheduler.worker(nodeId);
    if (worker != null) {
      scheduler.dropped(worker, taskId, now);
    }
  }

  private void want(String taskId, boolean wants) {
    if (wants) {
      wanting.add(taskId);
    } else {
      wanting.remove(taskId);
    }
  }

  private void close(Ballot ballot) {
    ballots.remove(ballot.task().id());
    wanting.remove(ballot.task().id());
    ballot.nodes().forEach(nodeId -> drop(nodeId, ballot.task().id()));
  }

  private void settle(Task task, Verdict.Agreed agreed) {
    report.accepted(task.shard(), (int) agreed.output().floats()[1]);
    records.restsOn(agreed.soleNode(), task);
    List<String> took = new ArrayList<>(agreed.agreeing());
    took.addAll(agreed.dissenting());
    for (String nodeId : took) {
      Standing standing = records.after(nodeId, agreed, task.id());
      Worker worker = scheduler.worker(nodeId);
      if (worker != null) {
        records.tell(worker);
        scheduler.update(worker, now);
      }
      if (standing.isBarred() && worker != null) {
        bar(worker);
      }
    }
  }

  private void bar(Worker worker) {
    String nodeId = worker.nodeId();
    Member member = members.get(nodeId);
    if (member != null) {
      report.barred(member);
    }
    scheduler.leave(worker, now);
    for (Ballot ballot : List.copyOf(ballots.values())) {
      if (ballot.has(nodeId)) {
        ballot.drop(nodeId);
        later.add(() -> evaluate(ballot));
      }
    }
    records.restingOn(nodeId).forEach(scheduler::again);
  }
}
