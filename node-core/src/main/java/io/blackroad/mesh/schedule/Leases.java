package io.blackroad.mesh.schedule;

import io.blackroad.mesh.NodeLimits;
import org.jspecify.annotations.Nullable;

/** All leases by when they are over and by when they are late, so that nobody looks at the rest. */
final class Leases {
  /** A late lease of a job that still has tasks waiting is looked at again after so long. */
  private static final long LOOK_AGAIN_MILLIS = 1_000;

  private final TurnHeap<Lease> deadlines = new TurnHeap<>();
  private final TurnHeap<Lease> lateness = new TurnHeap<>();

  void began(Lease lease) {
    deadlines.put(lease.deadline, lease.assignment.deadlineMillis());
    lateness.put(lease.late, lease.startedMillis + LeaseTime.lateMillis(lease.expectedMillis));
  }

  /** The result is committed to; the node waits for others, for as long as they may take. */
  void committed(Lease lease, long nowMillis) {
    lease.late.leave();
    deadlines.put(lease.deadline, nowMillis + NodeLimits.LEASE_MILLIS);
  }

  /** The node was asked to reveal. */
  void opened(Lease lease, long nowMillis) {
    deadlines.put(lease.deadline, nowMillis + LeaseTime.REVEAL_MILLIS);
  }

  void ended(Lease lease) {
    lease.late.leave();
    lease.deadline.leave();
  }

  /** The next lease that is over, or null; each is named once. */
  @Nullable Lease overdue(long nowMillis) {
    Turn<Lease> turn = deadlines.first();
    if (turn == null || turn.key > nowMillis) {
      return null;
    }
    turn.leave();
    return turn.item;
  }

  /** The next lease that is late though its job has nothing left to place, or null; each once. */
  @Nullable Lease late(long nowMillis, Placed placed) {
    Turn<Lease> turn = lateness.first();
    while (turn != null && turn.key <= nowMillis) {
      turn.leave();
      if (placed.whole(turn.item.task().jobId())) {
        return turn.item;
      }
      lateness.put(turn, nowMillis + LOOK_AGAIN_MILLIS);
      turn = lateness.first();
    }
    return null;
  }

  /** Says whether all tasks of a job are placed. */
  interface Placed {
    boolean whole(String jobId);
  }

  /** When something may be over or late, {@code Long.MAX_VALUE} for never. */
  long wakeAtMillis() {
    Turn<Lease> over = deadlines.first();
    Turn<Lease> late = lateness.first();
    return Math.min(
        over == null ? Long.MAX_VALUE : over.key, late == null ? Long.MAX_VALUE : late.key);
  }
}
