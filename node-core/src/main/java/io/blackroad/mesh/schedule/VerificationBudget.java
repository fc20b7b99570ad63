package io.blackroad.mesh.schedule;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What checking costs: copies beyond the first, per task begun, as a moving average. A task that an
 * unproven node begins will need another's copy, so it is charged for one at once; a copy that is
 * then made for it is not charged again.
 */
public final class VerificationBudget {
  /** Share that keeps the cost of checking under the 5 % that is promised. */
  public static final int PER_MILLE = 40;

  /** Tasks that the average looks back over: long enough for a share of 1 in 25 to be seen. */
  private static final int WINDOW_TASKS = 500;

  /** Charged tasks that are remembered; an older one's copy is charged again, on the safe side. */
  private static final int CHARGED_MAX = 4_096;

  private final double copiesPerTaskMax;
  private final Set<String> charged = new LinkedHashSet<>();
  private double copiesPerTask;

  /** A budget of so many copies per thousand tasks, spent so far: the past gives no credit. */
  public VerificationBudget(int perMille) {
    this.copiesPerTaskMax = perMille / 1_000.0;
    this.copiesPerTask = copiesPerTaskMax;
  }

  /** Whether an unproven node may begin a task of its own. */
  public boolean allowsUnproven() {
    return copiesPerTask + 1.0 / WINDOW_TASKS <= copiesPerTaskMax;
  }

  /** Copies beyond the first, per task, 0 and more. */
  public double copiesPerTask() {
    return copiesPerTask;
  }

  void began(String taskId, boolean byUnproven) {
    copiesPerTask -= copiesPerTask / WINDOW_TASKS;
    if (byUnproven && charged.add(taskId)) {
      copiesPerTask += 1.0 / WINDOW_TASKS;
      if (charged.size() > CHARGED_MAX) {
        charged.remove(charged.iterator().next());
      }
    }
  }

  void copied(String taskId) {
    if (!charged.remove(taskId)) {
      copiesPerTask += 1.0 / WINDOW_TASKS;
    }
  }
}
