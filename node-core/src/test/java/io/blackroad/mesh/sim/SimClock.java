package io.blackroad.mesh.sim;

import io.blackroad.mesh.port.Clock;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.PriorityQueue;

/**
 * Time that moves only when the simulation says so, and the events that wait for it.
 *
 * <p>A timing wheel (Varghese, Lauck 1987): the next {@link #SLOTS} milliseconds have a queue each,
 * so that millions of events cost the same however many wait; what is later waits in a heap and is
 * moved to the wheel before anything nearer can be scheduled for its time.
 */
public final class SimClock implements Clock {
  static final long EPOCH_NANOS = 1_774_800_000_000_000_000L;

  /** Milliseconds that the wheel reaches ahead: a power of two, longer than most delays. */
  private static final int SLOTS = 1 << 12;

  private static final long NEVER = Long.MAX_VALUE;

  private final PriorityQueue<Event> later = new PriorityQueue<>();
  private final Slot[] wheel = new Slot[SLOTS];
  private final BitSet filled = new BitSet(SLOTS);
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

  /** What is due in one millisecond, in order. */
  private static final class Slot {
    final Deque<Runnable> actions = new ArrayDeque<>(0);
  }

  public SimClock() {
    for (int i = 0; i < SLOTS; i++) {
      wheel[i] = new Slot();
    }
  }

  /** Runs {@code action} {@code delayMillis} from now; equal times keep the order of the calls. */
  public void after(long delayMillis, Runnable action) {
    long at = nowMillis + Math.max(0, delayMillis);
    if (at - nowMillis < SLOTS) {
      put(at, action);
    } else {
      later.add(new Event(at, scheduled++, action));
    }
  }

  private void put(long atMillis, Runnable action) {
    int slot = (int) atMillis & (SLOTS - 1);
    wheel[slot].actions.addLast(action);
    filled.set(slot);
  }

  /** Moves to the next event that is due by {@code untilMillis} and runs it; false when none is. */
  public boolean runNext(long untilMillis) {
    long next = nextMillis();
    if (next > untilMillis || next == NEVER) {
      moveTo(Math.max(nowMillis, untilMillis));
      return false;
    }
    moveTo(next);
    int slot = (int) next & (SLOTS - 1);
    Deque<Runnable> due = wheel[slot].actions;
    Runnable action = due.removeFirst();
    if (due.isEmpty()) {
      filled.clear(slot);
    }
    action.run();
    return true;
  }

  private long nextMillis() {
    int from = (int) nowMillis & (SLOTS - 1);
    int slot = filled.nextSetBit(from);
    if (slot < 0) {
      slot = filled.nextSetBit(0);
    }
    if (slot >= 0) {
      return nowMillis + ((slot - from) & (SLOTS - 1));
    }
    Event first = later.peek();
    return first == null ? NEVER : first.atMillis;
  }

  private void moveTo(long atMillis) {
    if (atMillis == nowMillis) {
      return;
    }
    nowMillis = atMillis;
    Event first = later.peek();
    while (first != null && first.atMillis - nowMillis < SLOTS) {
      later.remove();
      put(first.atMillis, first.action);
      first = later.peek();
    }
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
