package io.blackroad.mesh.seed.http;

/** A body under way. Used on the connection's event loop only. */
interface Outflow {
  /** Begins; {@code done} runs once, after the last byte was handed to the connection. */
  void start(Runnable done);

  /** The client has room again, or not any more. */
  void resume();

  /** Nobody wants (the rest of) this body; lets go of its source. Then only ends. */
  Outflow abandoned();
}
