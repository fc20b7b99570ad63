package io.blackroad.mesh.browser;

/**
 * Where callbacks hand over what they heard: an event runs on the actor's turn, and never inside
 * another one.
 */
public interface Actor {
  /** Queues {@code event}; never blocks. */
  void enqueue(Runnable event);
}
