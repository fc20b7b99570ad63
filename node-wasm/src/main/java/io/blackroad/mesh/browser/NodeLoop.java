package io.blackroad.mesh.browser;

import io.blackroad.mesh.MeshNode;
import io.blackroad.mesh.browser.js.Time;
import io.blackroad.mesh.browser.js.Timers;
import io.blackroad.mesh.port.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The node worker's event loop: callbacks enqueue, a turn runs what is queued and steps the node
 * until nothing is left or the turn's time is over, then lets other events in.
 */
final class NodeLoop implements Actor {
  /** A turn's length: long against a turn's own cost, short against what a visitor notices. */
  private static final long TURN_MILLIS = 8;

  /**
   * What a millisecond of a turn counts against the visitor's limit, in micros: the browser is at
   * work for this thread before and after it, delivers messages and timers, reads the record of
   * consent, collects garbage. Measured by tracing Chromium 156: turns are 35 to 50 % of the
   * thread's CPU time. The program cannot see the rest.
   */
  private static final int TURN_MICROS_PER_MILLI = 2_500;

  /** The longest that {@code setTimeout} takes; longer ones would fire at once. */
  private static final long TIMER_MILLIS_MAX = Integer.MAX_VALUE;

  private final Clock clock;
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private final Timers.Turn turn = Timers.turn(this::turn);
  private @Nullable MeshNode node;
  private Runnable afterTurn = () -> {};
  private boolean turnDue;
  private int timer;

  NodeLoop(Clock clock) {
    this.clock = clock;
  }

  /** Begins to turn; what was enqueued before comes first. */
  void run(MeshNode running, Runnable afterEachTurn) {
    node = running;
    afterTurn = afterEachTurn;
    wake();
  }

  @Override
  public void enqueue(Runnable event) {
    inbox.add(event);
    wake();
  }

  /** Asks for a turn soon, once. */
  private void wake() {
    if (!turnDue && node != null) {
      turnDue = true;
      Timers.Turn.next(turn);
    }
  }

  private void turn() {
    MeshNode running = node;
    if (running == null) {
      return;
    }
    turnDue = false;
    Timers.cancel(timer);
    double began = Time.monotonicMillis();
    long end = clock.monotonicMillis() + TURN_MILLIS;
    boolean busy = true;
    while (busy && clock.monotonicMillis() < end) {
      busy = work(running);
    }
    afterTurn.run();
    running.worked((long) ((Time.monotonicMillis() - began) * TURN_MICROS_PER_MILLI));
    if (busy) {
      wake();
    } else {
      sleepUntil(running.wakeAtMillis());
    }
  }

  /** One unit of work; false when there was none. */
  private boolean work(MeshNode running) {
    Runnable event = inbox.poll();
    if (event == null) {
      return running.step() > 0;
    }
    event.run();
    return true;
  }

  private void sleepUntil(long wakeAtMillis) {
    if (wakeAtMillis != Long.MAX_VALUE) {
      long millis = Math.max(0, wakeAtMillis - clock.monotonicMillis());
      timer = Timers.after(this::wake, (double) Math.min(millis, TIMER_MILLIS_MAX));
    }
  }
}
