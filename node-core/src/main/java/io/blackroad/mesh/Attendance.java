package io.blackroad.mesh;

import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.reward.IdleRoll;
import io.blackroad.mesh.reward.Reward;
import java.util.ArrayList;
import java.util.List;

/** Calls the roll of the nodes that are there with nothing to do, and pays the idle rate. */
final class Attendance {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Clock clock;
  private final Roster roster;
  private final Cashier cashier;
  private final Ledger ledger;
  private long interval;
  private long countedMillis;

  Attendance(Clock clock, Roster roster, Cashier cashier, Ledger ledger) {
    this.clock = clock;
    this.roster = roster;
    this.cashier = cashier;
    this.ledger = ledger;
    this.interval = present();
    this.countedMillis = clock.monotonicMillis();
  }

  /** Number of the interval that it is by the wall clock. */
  private long present() {
    return Math.floorDiv(clock.unixNanos(), NANOS_PER_MILLI * IdleRoll.INTERVAL_MILLIS);
  }

  /** Counts who is idle, and calls the roll at the end of each interval. */
  void sweep(Verdicts.Doorman door) {
    long now = clock.monotonicMillis();
    long passed = now - countedMillis;
    countedMillis = now;
    for (Session session : roster.all()) {
      boolean idle =
          session.phase == Session.Phase.JOINED
              && session.worker != null
              && session.worker.ready()
              && session.worker.leases() == 0;
      session.idleMillis += idle && !session.trusted ? passed : 0;
    }
    if (present() > interval) {
      call(door);
      interval = present();
    }
  }

  private void call(Verdicts.Doorman door) {
    List<IdleRoll.Present> here = new ArrayList<>();
    for (Session session : roster.all()) {
      if (session.idleMillis > 0 && session.worker != null) {
        boolean credible = Bookings.credible(cashier.accounts().of(session.nodeId));
        here.add(
            new IdleRoll.Present(session.nodeId, session.prefix, credible, session.idleMillis));
      }
      session.idleMillis = 0;
    }
    Minutes minutes = ledger.minutes();
    for (Reward reward : IdleRoll.call(interval, here, cashier.accounts())) {
      cashier.idle(minutes, reward);
    }
    if (!minutes.draft().entries.isEmpty()) {
      ledger.storeProven(minutes.draft().batch(), proofs -> minutes.tellAll(door, proofs));
    }
  }
}
