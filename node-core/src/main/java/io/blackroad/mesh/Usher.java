package io.blackroad.mesh;

import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.verify.Credibility;
import io.blackroad.mesh.wire.Message;

/** Does to the nodes that are here what verdicts say of them. */
final class Usher implements Verdicts.Doorman {
  /** Time for a node that was caught to check the receipts of what it has lost. */
  private static final long FAREWELL_MILLIS = 1_000;

  private final Clock clock;
  private final Roster roster;
  private final Scheduler scheduler;
  private final TaskFloor floor;

  Usher(Clock clock, Roster roster, Scheduler scheduler, TaskFloor floor) {
    this.clock = clock;
    this.roster = roster;
    this.scheduler = scheduler;
    this.floor = floor;
  }

  @Override
  public void regarded(Standing standing) {
    Session session = roster.ofNode(standing.nodeId());
    if (session == null || session.worker == null) {
      return;
    }
    double errorChance = Credibility.DEFAULT.errorChance(standing.passed());
    session.worker.credibility(errorChance, Credibility.DEFAULT.proven(standing.passed()));
    scheduler.update(session.worker, clock.monotonicMillis());
  }

  @Override
  public void suspend(String nodeId) {
    Session session = roster.ofNode(nodeId);
    if (session != null) {
      floor.release(session, true);
    }
  }

  @Override
  public void expel(String nodeId, String reason) {
    Session session = roster.ofNode(nodeId);
    if (session != null) {
      session.farewell = reason;
      session.farewellMillis = clock.monotonicMillis() + FAREWELL_MILLIS;
    }
  }

  @Override
  public void tell(String nodeId, Message message) {
    Session session = roster.ofNode(nodeId);
    if (session == null) {
      return;
    }
    if (message instanceof Message.Settled settled) {
      session.accepted += settled.accepted() ? 1 : 0;
      session.rejected += settled.accepted() ? 0 : 1;
      session.units += settled.units();
    }
    session.inform(message);
  }
}
