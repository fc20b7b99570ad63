package io.blackroad.mesh.browser.seal;

import io.blackroad.mesh.browser.Actor;
import java.util.ArrayDeque;
import java.util.Deque;

/** Runs events in order, never one inside another. */
final class Turns implements Actor {
  private final Deque<Runnable> events = new ArrayDeque<>();
  private boolean running;

  @Override
  public void enqueue(Runnable event) {
    events.add(event);
    if (running) {
      return;
    }
    running = true;
    for (Runnable next = events.poll(); next != null; next = events.poll()) {
      next.run();
    }
    running = false;
  }
}
