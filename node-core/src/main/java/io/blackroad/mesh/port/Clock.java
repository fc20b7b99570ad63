package io.blackroad.mesh.port;

/** Time. Never blocks, never fails; called from the actor's own thread only. */
public interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. For leases, budgets and time-outs. */
  long monotonicMillis();

  /** Nanoseconds since 1970-01-01T00:00Z; may jump either way. For log entries only. */
  long unixNanos();
}
