package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.js.Timers;
import io.blackroad.mesh.port.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The peer worker's event loop. The browser calls back with nothing of ours under way, so an event
 * has its turn at once: a frame that waited for one would be late at every hop.
 */
final class PeerLoop implements Actor {
  private final Clock clock;
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private final Work work;
  private boolean turning;
  private int timer;
  private long timerAtMillis = Long.MAX_VALUE;

  /** What is to be done when nothing happens. */
  interface Work {
    /** Time has passed. */
    void tick();

    /** Monotonic time of the next {@link #tick}; {@code Long.MAX_VALUE} for never. */
    long wakeAtMillis();

    /** What was to be done now is done. */
    void turned();
  }

  PeerLoop(Clock clock, Work work) {
    this.clock = clock;
    this.work = work;
  }

  @Override
  public void enqueue(Runnable event) {
    inbox.add(event);
    if (!turning) {
      turn();
    }
  }

  private void turn() {
    turning = true;
    try {
      for (Runnable event = inbox.poll(); event != null; event = inbox.poll()) {
        event.run();
      }
      work.turned();
    } finally {
      turning = false;
    }
    arm(work.wakeAtMillis());
  }

  /** A timer that is early costs less than a new one for every frame. */
  private void arm(long atMillis) {
    if (atMillis < timerAtMillis) {
      Timers.cancel(timer);
      timerAtMillis = atMillis;
      long millis = Math.max(0, Math.min(Integer.MAX_VALUE, atMillis - clock.monotonicMillis()));
      timer = Timers.after(this::wake, (double) millis);
    }
  }

  private void wake() {
    timerAtMillis = Long.MAX_VALUE;
    enqueue(work::tick);
  }
}
