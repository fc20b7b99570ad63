package io.blackroad.mesh.verify;

import io.blackroad.mesh.schedule.Assignment;
import io.blackroad.mesh.task.Tensor;
import org.jspecify.annotations.Nullable;

/** What a ballot knows of one node's copy. */
final class Copy {
  final Assignment assignment;
  final Voice voice;
  final CopyKind kind;
  @Nullable String commitment;
  @Nullable Tensor output;
  boolean opened;

  Copy(Assignment assignment, Voice voice, CopyKind kind) {
    this.assignment = assignment;
    this.voice = voice;
    this.kind = kind;
  }

  String nodeId() {
    return assignment.nodeId();
  }

  boolean trusted() {
    return assignment.trusted();
  }

  boolean awaitsCommitment() {
    return commitment == null;
  }

  boolean awaitsOpening() {
    return commitment != null && !opened;
  }

  boolean awaitsReveal() {
    return opened && output == null;
  }

  /** What was revealed, which must have been. */
  Agreement.Result result() {
    if (output == null) {
      throw new IllegalStateException(nodeId() + " has revealed nothing");
    }
    return new Agreement.Result(output, assignment.engineClass(), assignment.trusted());
  }
}
