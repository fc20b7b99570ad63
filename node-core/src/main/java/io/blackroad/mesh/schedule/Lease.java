package io.blackroad.mesh.schedule;

import io.blackroad.mesh.task.Task;

/** One copy of a task at one node, until it is revealed or taken back. */
final class Lease {
  final Worker worker;
  final Assignment assignment;
  final int tokens;
  final long startedMillis;
  final long expectedMillis;
  final Turn<Lease> deadline = new Turn<>(this);
  final Turn<Lease> late = new Turn<>(this);

  Lease(Worker worker, Assignment assignment, int tokens, long startedMillis) {
    this.worker = worker;
    this.assignment = assignment;
    this.tokens = tokens;
    this.startedMillis = startedMillis;
    this.expectedMillis = worker.expectedMillis(tokens);
  }

  Task task() {
    return assignment.task();
  }

  /** Gives its slot at the worker back. */
  void release(long nowMillis) {
    worker.leases.remove(this);
    worker.leasedTokens -= tokens;
    worker.freedMillis = nowMillis;
  }

  /**
   * Measures the worker: from when it had the task, or was done with the one before, to now; less
   * the link's delay. Requires that the slot is not given back yet.
   */
  void measure(long nowMillis) {
    boolean wasIdle = startedMillis >= worker.freedMillis;
    double millis =
        wasIdle
            ? nowMillis - startedMillis - worker.roundTripMillis()
            : nowMillis - worker.freedMillis;
    worker.missed = 0;
    worker.measured(millis * 1_000 / tokens);
  }
}
