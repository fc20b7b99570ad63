package io.blackroad.mesh.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * Runs actors and the clock's events in one thread: whoever has something to do takes a step in
 * turn; when nobody has, the clock moves to the next event. The cost of an event does not depend on
 * how many actors there are.
 */
final class Stage {
  private final SimClock clock;
  private final Deque<Actor> ready = new ArrayDeque<>();

  Stage(SimClock clock) {
    this.clock = clock;
  }

  /** Something was enqueued for {@code actor}. */
  void wake(Actor actor) {
    if (!actor.ready) {
      actor.ready = true;
      ready.addLast(actor);
    }
  }

  /**
   * Runs until {@code reached} holds; false when {@code limitMillis} of simulated time were not
   * enough.
   */
  boolean runUntil(BooleanSupplier reached, long limitMillis) {
    long end = clock.monotonicMillis() + limitMillis;
    pump();
    while (!reached.getAsBoolean()) {
      if (clock.monotonicMillis() >= end) {
        return false;
      }
      clock.runNext(end);
      pump();
    }
    return true;
  }

  private void pump() {
    Actor actor = ready.pollFirst();
    while (actor != null) {
      if (actor.step() > 0) {
        ready.addLast(actor);
      } else {
        actor.ready = false;
        note(actor);
      }
      actor = ready.pollFirst();
    }
  }

  /** Schedules the step that an idle actor asks for; never within the same millisecond. */
  private void note(Actor actor) {
    long wanted = actor.wakeAtMillis();
    if (wanted == Actor.NEVER) {
      return;
    }
    long now = clock.monotonicMillis();
    long at = Math.max(wanted, now + 1);
    if (at < actor.notedMillis) {
      actor.notedMillis = at;
      clock.after(at - now, () -> due(actor, at));
    }
  }

  private void due(Actor actor, long atMillis) {
    if (actor.notedMillis == atMillis) {
      actor.notedMillis = Actor.NEVER;
      wake(actor);
    }
  }
}
