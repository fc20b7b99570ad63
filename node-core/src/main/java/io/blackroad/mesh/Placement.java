package io.blackroad.mesh;

import io.blackroad.mesh.schedule.TaskQueue;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Ballot;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which node gets what next: first the tasks that others have begun and that want another
 * copy, then new ones. The seed's own node is given a task only when no visitor's node could take
 * it.
 */
final class Placement {
  private final Roster roster;
  private final TaskQueue queue;
  private final Map<String, Ballot> ballots;
  private final Set<String> wantingFirst = new LinkedHashSet<>();
  private final Set<String> wanting = new LinkedHashSet<>();

  Placement(Roster roster, TaskQueue queue, Map<String, Ballot> ballots) {
    this.roster = roster;
    this.queue = queue;
    this.ballots = ballots;
  }

  /**
   * A node and the task that it should be given; {@code ballot} is null when nobody has begun it.
   */
  record Choice(Session session, Task task, @Nullable Ballot ballot) {}

  /** Notes whether the task wants one more copy. */
  void want(Ballot ballot, boolean wants) {
    Set<String> lane = ballot.task().interactive() ? wantingFirst : wanting;
    if (wants) {
      lane.add(ballot.task().id());
    } else {
      lane.remove(ballot.task().id());
    }
  }

  /** The next placement, or null when nothing fits; a task that is chosen leaves the queue. */
  @Nullable Choice next() {
    if (!roster.hasFree()) {
      return null;
    }
    Choice urgent = begun(wantingFirst);
    if (urgent != null) {
      return urgent;
    }
    Choice begun = begun(wanting);
    return begun != null ? begun : fresh();
  }

  private @Nullable Choice begun(Set<String> lane) {
    for (String taskId : lane) {
      Ballot ballot = ballots.get(taskId);
      if (ballot == null) {
        continue;
      }
      Session session = sessionFor(ballot.task(), ballot);
      if (session != null) {
        return new Choice(session, ballot.task(), ballot);
      }
    }
    return null;
  }

  private @Nullable Choice fresh() {
    Session session =
        roster.nextFree(free -> queue.hasWork(free.model) && allowed(free, free.model));
    if (session == null) {
      return null;
    }
    Task task = queue.poll(session.model);
    return task == null ? null : new Choice(session, task, null);
  }

  private @Nullable Session sessionFor(Task task, Ballot ballot) {
    Session visitor =
        roster.nextFree(
            free -> !free.trusted && free.canTake(task.model()) && !ballot.has(free.nodeId));
    if (visitor != null
        || roster.anyVisitor(task.model(), session -> !ballot.has(session.nodeId))) {
      return visitor;
    }
    return roster.nextFree(
        free -> free.trusted && free.canTake(task.model()) && !ballot.has(free.nodeId));
  }

  private boolean allowed(Session session, String model) {
    return !session.trusted || !roster.anyVisitor(model, visitor -> true);
  }
}
