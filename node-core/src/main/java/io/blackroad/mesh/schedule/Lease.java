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
}
