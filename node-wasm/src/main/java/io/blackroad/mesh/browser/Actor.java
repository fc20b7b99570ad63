package io.blackroad.mesh.browser;

/**
 * Where callbacks hand over what they heard: an event runs later, on the actor's turn, never inside
 * the callback.
 */
interface Actor {
  /** Queues {@code event}; never blocks. */
  void enqueue(Runnable event);
}
