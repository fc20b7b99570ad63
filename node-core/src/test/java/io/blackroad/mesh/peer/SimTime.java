package io.blackroad.mesh.peer;

import io.blackroad.mesh.port.Clock;
import java.util.PriorityQueue;

/** Time that moves from one event to the next; equal times keep the order of the calls. */
final class SimTime implements Clock {
  /** Events of one millisecond after which something goes round in circles. */
  private static final int EVENTS_AT_ONCE_MAX = 20_000;

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long nowMillis;
  private long scheduled;
  private int atOnce;

  private record Event(long atMillis, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return atMillis != other.atMillis
          ? Long.compare(atMillis, other.atMillis)
          : Long.compare(order, other.order);
    }
  }

  void at(long atMillis, Runnable action) {
    events.add(new Event(Math.max(nowMillis, atMillis), scheduled++, action));
  }

  void after(long delayMillis, Runnable action) {
    at(nowMillis + delayMillis, action);
  }

  /** Runs the next event that is due by {@code untilMillis}; false when none is. */
  boolean runNext(long untilMillis) {
    Event next = events.peek();
    if (next == null || next.atMillis > untilMillis) {
      nowMillis = Math.max(nowMillis, untilMillis);
      return false;
    }
    events.remove();
    atOnce = next.atMillis == nowMillis ? atOnce + 1 : 0;
    if (atOnce > EVENTS_AT_ONCE_MAX) {
      throw new IllegalStateException("time stands still at " + nowMillis + " ms");
    }
    nowMillis = next.atMillis;
    next.action.run();
    return true;
  }

  void runUntil(long untilMillis) {
    boolean more = true;
    while (more) {
      more = runNext(untilMillis);
    }
  }

  @Override
  public long monotonicMillis() {
    return nowMillis;
  }

  @Override
  public long unixNanos() {
    throw new UnsupportedOperationException("an edge has no use for the time of day");
  }
}
