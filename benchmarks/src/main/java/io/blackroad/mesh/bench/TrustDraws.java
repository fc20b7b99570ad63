package io.blackroad.mesh.bench;

import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.schedule.Draw;
import io.blackroad.mesh.schedule.Exclusions;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.CopyKind;
import io.blackroad.mesh.verify.Credibility;
import org.jspecify.annotations.Nullable;

/** Who checks what, drawn as the coordinator draws it. */
final class TrustDraws {
  /** Share of lone results that are checked though their bound is met: the coordinator's. */
  static final int CHECKS_PER_MILLE = 30;

  private static final int ROOT_BYTES = 32;

  private final Scheduler scheduler;
  private final Digest digest;
  private final byte[] root = new byte[ROOT_BYTES];

  TrustDraws(Scheduler scheduler, SimRandom random, Digest digest) {
    this.scheduler = scheduler;
    this.digest = digest;
    random.fill(root);
  }

  /** A node has committed: whether its lone word is checked is drawn now. */
  void committed(Ballot ballot) {
    boolean alone = ballot.count(CopyKind.PRIMARY) == ballot.nodes().size();
    Confidence confidence = ballot.task().confidence();
    if (alone && !confidence.isOff() && Draw.chosen(point(ballot, 0), CHECKS_PER_MILLE)) {
      ballot.check();
    }
  }

  /** The free worker that is drawn for one more copy, or null. */
  @Nullable Worker checker(Ballot ballot) {
    Exclusions holders = ballot.holders();
    boolean provenFirst = holders.size() > 1 || !provenHolds(ballot);
    return scheduler.draw(ballot.task(), point(ballot, 1 + holders.size()), holders, provenFirst);
  }

  private long point(Ballot ballot, int copy) {
    return Draw.point(root, ballot.task().id(), copy, digest);
  }

  /** Chance that whoever would be drawn now is wrong. */
  double checkerErrorChance(Ballot ballot) {
    return !provenHolds(ballot) && scheduler.provenServes(ballot.task().model())
        ? Confidence.STANDARD.errorMax()
        : Credibility.DEFAULT.errorChance(0);
  }

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
