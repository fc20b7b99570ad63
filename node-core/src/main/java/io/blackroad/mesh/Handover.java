package io.blackroad.mesh;

import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.wire.Message;
import java.util.Set;
import java.util.TreeSet;

/**
 * A node's tasks between two of its links: kept for a moment when a link breaks, and given to the
 * newest link of the same key (spec/wire.md 5.1).
 *
 * <pre>
 * JOINED --link breaks--> AWAY --hello of the same key--> a newer session JOINING --> JOINED
 *    \                      \--{@link #RESUME_MILLIS}--> gone, its tasks are others'  ^
 *     \--hello of the same key, while the link is still open-------------------------/
 * </pre>
 */
final class Handover {
  /**
   * Time to come back in: the next tab has the lock at once and needs a moment to connect; whoever
   * waits for the result should have another node at it within a second, a sweep's quarter
   * included.
   */
  static final long RESUME_MILLIS = 700;

  private final Clock clock;
  private final Scheduler scheduler;
  private final TaskFloor floor;
  private final ModelPlan models;

  Handover(Clock clock, Reception.Desk desk) {
    this.clock = clock;
    this.scheduler = desk.scheduler();
    this.floor = desk.floor();
    this.models = desk.models();
  }

  /**
   * Keeps the tasks of a session whose link broke; false when it has none, or is not to go on, so
   * that nothing is worth waiting for.
   */
  boolean keeps(Session session) {
    Worker worker = session.worker;
    if (worker == null
        || !session.farewell.isEmpty()
        || (worker.idle() && session.revealed.isEmpty())) {
      return false;
    }
    session.phase = Session.Phase.AWAY;
    session.heardMillis = clock.monotonicMillis();
    absent(worker, true);
    return true;
  }

  /** Whether nobody has come for the tasks of a session in time. */
  static boolean over(Session session, long nowMillis) {
    return nowMillis - session.heardMillis >= RESUME_MILLIS;
  }

  /** Whether a link that claims so much can go on with what {@code older} has. */
  static boolean fits(Session older, Worker.Claim claim) {
    return older.worker != null && older.farewell.isEmpty() && older.worker.is(claim);
  }

  /**
   * Gives {@code newer} what {@code older} had and {@code newer} goes on with; the rest is free at
   * once, and so is what it has not shown though it came back for it before: whoever keeps others
   * waiting by breaking its link again and again does so once. Requires that it {@link #fits}, and
   * that {@code newer} is on the roster as that node.
   */
  void takeOver(Session older, Session newer) {
    newer.succeed(older);
    Worker worker = newer.worker;
    if (worker == null) {
      return;
    }
    absent(worker, true);
    Set<String> holds = new TreeSet<>(newer.holds);
    newer.reopened.retainAll(worker.taskIds());
    for (String taskId : worker.taskIds()) {
      boolean again = newer.reopened.contains(taskId) && floor.asked(newer, taskId);
      if (!holds.contains(taskId) || again) {
        floor.decline(newer, taskId);
      }
    }
  }

  /**
   * Goes on with a session that has joined: gives it the model that its tasks are of, asks again
   * for what it has not shown, and takes back what it holds though it is no longer its own.
   *
   * @param resumed whether it has taken over from an earlier link
   */
  void begin(Session session, boolean resumed) {
    Worker worker = session.worker;
    if (worker == null) {
      return;
    }
    if (resumed) {
      absent(worker, false);
      models.again(session, worker);
    } else {
      models.first(session);
    }
    for (String taskId : session.holds) {
      if (!floor.awaits(session, taskId)) {
        session.say(new Message.Cancel(taskId));
      } else if (floor.asked(session, taskId)) {
        session.reopened.add(taskId);
        floor.open(session.nodeId, taskId);
      }
    }
  }

  private void absent(Worker worker, boolean absent) {
    worker.absent(absent);
    scheduler.update(worker, clock.monotonicMillis());
  }
}
