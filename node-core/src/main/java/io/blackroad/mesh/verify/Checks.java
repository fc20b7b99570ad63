package io.blackroad.mesh.verify;

import io.blackroad.mesh.schedule.Draw;
import io.blackroad.mesh.schedule.Exclusions;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.task.Confidence;
import org.jspecify.annotations.Nullable;

/**
 * What is checked, and who checks it: the draws of spot checks and of the nodes that confirm
 * others. Remembers nothing; whom a draw can fall on is the scheduler's knowledge.
 */
public final class Checks {
  /** Share of lone results that are checked though their bound is met: 3 %. */
  public static final int PER_MILLE = 30;

  private final Scheduler scheduler;
  private final Points points;

  /** Chance that no node can foresee and nobody chooses. */
  public interface Points {
    /**
     * Where a draw for a task falls, an unsigned 64-bit number.
     *
     * @param copy 0 for the spot check, from 1 on for whoever computes another copy
     */
    long point(String taskId, int copy);
  }

  public Checks(Scheduler scheduler, Points points) {
    this.scheduler = scheduler;
    this.points = points;
  }

  /**
   * A node has committed: when its word alone would stand, whether it is checked all the same is
   * drawn now, when it cannot change its mind any more.
   *
   * @return whether the seed's own node is to check it
   */
  public boolean committed(Ballot ballot) {
    Confidence confidence = ballot.task().confidence();
    if (ballot.count(CopyKind.PRIMARY) != ballot.nodes().size() || confidence.isOff()) {
      return false;
    }
    long point = points.point(ballot.task().id(), 0);
    boolean bySeed = Draw.chosen(point, confidence.seedChecksPerMille());
    if (bySeed || Draw.chosen(point, PER_MILLE)) {
      ballot.check();
    }
    return bySeed;
  }

  /**
   * The free worker that is drawn for one more copy, or null: a proven one for a task that no such
   * node holds and for each copy from the third on, else one that is not proven yet; another where
   * there is no such.
   *
   * @param holders of the ballot
   */
  public @Nullable Worker drawn(Ballot ballot, Exclusions holders) {
    long point = points.point(ballot.task().id(), 1 + holders.size());
    boolean provenFirst = holders.size() > 1 || !provenHolds(ballot);
    return scheduler.draw(ballot.task(), point, holders, provenFirst);
  }

  /** Chance that a node that would be drawn for that task now is wrong. */
  public double checkerErrorChance(Ballot ballot) {
    boolean proven = !provenHolds(ballot) && scheduler.provenServes(ballot.task().model());
    return proven ? Credibility.PROVEN_ERROR_MAX : Credibility.DEFAULT.errorChance(0);
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
}
