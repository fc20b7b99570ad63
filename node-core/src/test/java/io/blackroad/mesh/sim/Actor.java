package io.blackroad.mesh.sim;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Something that works in steps: a coordinator or a node, as its {@link Stage} sees it. It is
 * stepped when something was enqueued for it, and when the time comes that it asked for.
 */
final class Actor {
  /** When nothing is scheduled for an actor. */
  static final long NEVER = Long.MAX_VALUE;

  private final IntSupplier step;
  private final LongSupplier wakeAtMillis;

  /** Whether it waits for its turn on the stage. */
  boolean ready;

  /** The earliest time for which the stage has noted it; {@link #NEVER} when for none. */
  long notedMillis = NEVER;

  /**
   * @param step does one unit of work; 0 when there was nothing to do
   * @param wakeAtMillis when a step is wanted though nothing was enqueued
   */
  Actor(IntSupplier step, LongSupplier wakeAtMillis) {
    this.step = step;
    this.wakeAtMillis = wakeAtMillis;
  }

  int step() {
    return step.getAsInt();
  }

  long wakeAtMillis() {
    return wakeAtMillis.getAsLong();
  }
}
