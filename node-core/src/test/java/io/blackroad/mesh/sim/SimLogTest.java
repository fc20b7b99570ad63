package io.blackroad.mesh.sim;

import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.EventLogContract;
import io.blackroad.mesh.log.LoggedEntry;
import java.util.ArrayList;
import java.util.List;

/** The simulation's log keeps the contract too. */
class SimLogTest extends EventLogContract {
  @Override
  protected Subject open() {
    return new SimSubject();
  }

  private static final class SimSubject implements Subject {
    private static final long DELAY_MILLIS = 3;

    private final SimClock clock = new SimClock();
    private final SimLog log = new SimLog(clock, DELAY_MILLIS);
    private final List<Long> durable = new ArrayList<>();

    SimSubject() {
      log.attach(durable::add);
    }

    @Override
    public EventLog log() {
      return log;
    }

    @Override
    public List<Long> durableUpTo(long seq) {
      boolean more = true;
      while (more && !durable.contains(seq)) {
        more = clock.runNext(Long.MAX_VALUE);
      }
      return List.copyOf(durable);
    }

    @Override
    public List<LoggedEntry> crash() {
      log.attach(durable::add);
      boolean inFlight = true;
      while (inFlight) {
        inFlight = clock.runNext(Long.MAX_VALUE);
      }
      return log.stored().stream().flatMap(batch -> batch.entries().stream()).toList();
    }
  }
}
