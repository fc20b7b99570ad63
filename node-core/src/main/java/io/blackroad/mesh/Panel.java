package io.blackroad.mesh;

import io.blackroad.mesh.schedule.Draw;
import io.blackroad.mesh.schedule.Exclusions;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.CopyKind;
import io.blackroad.mesh.verify.Credibility;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nodes that confirm others: drawn ones, each a voice of its own; the seed's own node
 * when no visitor is left who could be one.
 */
final class Panel {
  /** Share of lone results that are checked though their bound is met: 3 %. */
  static final int CHECKS_PER_MILLE = 30;

  /** A node is proven from this on: its lone result meets the default bound. */
  static final double PROVEN_ERROR = Confidence.STANDARD.errorMax();

  /** Tasks that are tried for a copy before others have their turn. */
  private static final int TRIES_MAX = 8;

  private final Scheduler scheduler;
  private final Beacon beacon;
  private final Map<String, Ballot> ballots;
  private final Set<String> wantingFirst = new LinkedHashSet<>();
  private final Set<String> wanting = new LinkedHashSet<>();
  private final Set<String> seedChecks = new LinkedHashSet<>();

  Panel(Scheduler scheduler, Beacon beacon, Map<String, Ballot> ballots) {
    this.scheduler = scheduler;
    this.beacon = beacon;
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

  /** A task is over. */
  void forget(Ballot ballot) {
    want(ballot, false);
    seedChecks.remove(ballot.task().id());
  }

  /**
   * A node has committed: when its word alone would stand, whether it is checked all the same is
   * drawn now, when it cannot change its mind any more.
   */
  void committed(Ballot ballot) {
    Task task = ballot.task();
    if (ballot.count(CopyKind.PRIMARY) != ballot.nodes().size() || task.confidence().isOff()) {
      return;
    }
    long point = beacon.point(task.id(), 0);
    if (Draw.chosen(point, task.confidence().seedChecksPerMille())) {
      seedChecks.add(task.id());
      ballot.check();
    } else if (Draw.chosen(point, CHECKS_PER_MILLE)) {
      ballot.check();
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
    long point = beacon.point(task.id(), 1 + holders.size());
    Worker drawn = scheduler.draw(task, point, holders, holders.size() > 1 || !provenHolds(ballot));
    if (drawn != null && !holders.sharesPrefix(drawn)) {
      return drawn;
    }
    if (scheduler.otherVoice(task.model(), holders)) {
      return null; // somebody else will be free soon
    }
    Worker last = scheduler.trusted(task.model());
    return last == null || holders.holds(last) ? null : last;
  }

  /** Whether a node of proven credibility holds a copy. */
  private boolean provenHolds(Ballot ballot) {
    for (String nodeId : ballot.nodes()) {
      Worker worker = scheduler.worker(nodeId);
      if (worker != null && worker.proven()) {
        return true;
      }
    }
    return false;
  }

  /** Chance that a node that would be drawn for that task now is wrong. */
  double checkerErrorChance(Ballot ballot) {
    boolean proven = !provenHolds(ballot) && scheduler.provenServes(ballot.task().model());
    return proven ? PROVEN_ERROR : Credibility.DEFAULT.errorChance(0);
  }

  /** Tasks that want a copy. */
  int size() {
    return wantingFirst.size() + wanting.size();
  }
}
