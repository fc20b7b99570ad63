package io.blackroad.mesh;

import io.blackroad.mesh.schedule.Exclusions;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.Checks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nodes that confirm others: drawn ones, each a voice of its own; the seed's own node
 * when no visitor is left who could be one.
 */
final class Panel {
  /** Tasks that are tried for a copy before others have their turn. */
  private static final int TRIES_MAX = 8;

  private final Scheduler scheduler;
  private final Checks checks;
  private final Map<String, Ballot> ballots;
  private final Set<String> wantingFirst = new LinkedHashSet<>();
  private final Set<String> wanting = new LinkedHashSet<>();
  private final Set<String> seedChecks = new LinkedHashSet<>();

  Panel(Scheduler scheduler, Beacon beacon, Map<String, Ballot> ballots) {
    this.scheduler = scheduler;
    this.checks = new Checks(scheduler, beacon::point);
    this.ballots = ballots;
  }

  /** A node that is to compute a copy of a task that others have begun. */
  record Choice(Worker worker, Ballot ballot) {}

  /** Notes whether a task wants one more copy. */
  void want(Ballot ballot, boolean wants) {
    Set<String> lane = ballot.task().interactive() ? wantingFirst : wanting;
    if (wants) {
      lane.add(ballot.task().id());
    } else {
      lane.remove(ballot.task().id());
    }
  }

  /** Whether a node holds a task with some of those texts. */
  boolean computes(String nodeId, Coordinator.Texts texts) {
    Worker worker = scheduler.worker(nodeId);
    for (String taskId : worker == null ? List.<String>of() : worker.taskIds()) {
      Ballot ballot = ballots.get(taskId);
      if (ballot != null && holdsSome(ballot.task(), texts)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsSome(Task task, Coordinator.Texts texts) {
    return task.jobId().equals(texts.jobId())
        && task.firstText() < texts.to()
        && task.firstText() + task.inputs().size() > texts.from();
  }

  /** A task is over. */
  void forget(Ballot ballot) {
    want(ballot, false);
    seedChecks.remove(ballot.task().id());
  }

  /** A node has committed: whether its lone word is checked is drawn now. */
  void committed(Ballot ballot) {
    if (checks.committed(ballot)) {
      seedChecks.add(ballot.task().id());
    }
  }

  /** The next copy that somebody can compute now, or null. */
  @Nullable Choice next() {
    Choice urgent = next(wantingFirst);
    return urgent != null ? urgent : next(wanting);
  }

  private @Nullable Choice next(Set<String> lane) {
    for (int tries = Math.min(TRIES_MAX, lane.size()); tries > 0; tries--) {
      String taskId = lane.iterator().next();
      lane.remove(taskId);
      Ballot ballot = ballots.get(taskId);
      if (ballot == null) {
        continue;
      }
      lane.add(taskId);
      Worker worker = drawn(ballot);
      if (worker != null) {
        return new Choice(worker, ballot);
      }
    }
    return null;
  }

  private @Nullable Worker drawn(Ballot ballot) {
    Task task = ballot.task();
    Exclusions holders = ballot.holders();
    Worker own = seedChecks.contains(task.id()) ? scheduler.trusted(task.model()) : null;
    if (own != null && !holders.holds(own)) {
      return own;
    }
    Worker drawn = checks.drawn(ballot, holders);
    if (drawn != null && !holders.sharesPrefix(drawn)) {
      return drawn;
    }
    if (scheduler.otherVoice(task.model(), holders)) {
      return null; // somebody else will be free soon
    }
    Worker last = scheduler.trusted(task.model());
    if (last != null && !holders.holds(last)) {
      return last;
    }
    scheduler.wantVoice(task.model());
    return null;
  }

  /** Chance that a node that would be drawn for that task now is wrong. */
  double checkerErrorChance(Ballot ballot) {
    return checks.checkerErrorChance(ballot);
  }

  /** Tasks that want a copy. */
  int size() {
    return wantingFirst.size() + wanting.size();
  }
}
