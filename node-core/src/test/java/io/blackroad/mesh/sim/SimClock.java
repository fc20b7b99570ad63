package io.blackroad.mesh.sim;

import io.blackroad.mesh.port.Clock;
import java.util.PriorityQueue;

/** Time that moves only when the simulation says so, and the events that wait for it. */
public final class SimClock implements Clock {
  private static final long EPOCH_NANOS = 1_774_800_000_000_000_000L;

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long nowMillis;
  private long scheduled;
  private long wallOffsetMillis;

  private record Event(long atMillis, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return atMillis != other.atMillis
          ? Long.compare(atMillis, other.atMillis)
          : Long.compare(order, other.order);
    }
  }

  /** Runs {@code action} {@code delayMillis} from now; equal times keep the order of the calls. */
  public void after(long delayMillis, Runnable action) {
    events.add(new Event(nowMillis + delayMillis, scheduled++, action));
  }

  /** Moves to the next event that is due by {@code untilMillis} and runs it; false when none is. */
  boolean runNext(long untilMillis) {
    Event next = events.peek();
    if (next == null || next.atMillis > untilMillis) {
      nowMillis = Math.max(nowMillis, untilMillis);
      return false;
    }
    events.remove();
    nowMillis = next.atMillis;
    next.action.run();
    return true;
  }

  /** Sets the wall clock {@code millis} from what it would be by itself. */
  void setWall(long millis) {
    wallOffsetMillis = millis;
  }

  @Override
  public long monotonicMillis() {
    return nowMillis;
  }

  @Override
  public long unixNanos() {
    return EPOCH_NANOS + (nowMillis + wallOffsetMillis) * 1_000_000L;
  }
}
