package io.blackroad.mesh.browser.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Steps that take their time, one after the other: a candidate must not overtake the description
 * that is being signed before it.
 */
final class Steps {
  private final Deque<Consumer<Runnable>> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean over;

  /** Does {@code step} when those before it are done; it says itself when it is. */
  void add(Consumer<Runnable> step) {
    if (!over) {
      waiting.addLast(step);
      next();
    }
  }

  /** Does {@code step}, which takes no time, when those before it are done. */
  void addShort(Runnable step) {
    add(
        done -> {
          step.run();
          done.run();
        });
  }

  /** Forgets what waits, and what comes of the step under way is the last. */
  void end() {
    over = true;
    waiting.clear();
  }

  private void next() {
    while (!busy && !waiting.isEmpty()) {
      busy = true;
      waiting.removeFirst().accept(this::done);
    }
  }

  private void done() {
    busy = false;
    next();
  }
}
