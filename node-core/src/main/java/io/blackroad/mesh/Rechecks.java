package io.blackroad.mesh;

import io.blackroad.mesh.log.Records;
import io.blackroad.mesh.log.Unconfirmed;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.task.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has computed again what rests on the word of nodes that were caught: a page of outputs at a time,
 * the next once the verdicts on the last are stored.
 *
 * <pre>
 * suspect -> records.unconfirmed -> queued again -> verdict: take -> stored: settled -> next page
 * </pre>
 */
final class Rechecks {
  /** Outputs in hand at a time: enough to keep a mesh busy, few enough to hold in memory. */
  private static final int PAGE_MAX = 256;

  private final Records records;
  private final SeedConfig config;
  private final JobBook jobs;
  private final Scheduler scheduler;
  private final Deque<String> suspects = new ArrayDeque<>();
  private final Map<String, Unconfirmed> open = new LinkedHashMap<>();
  private int unsettled;
  private boolean asking;

  Rechecks(Records records, SeedConfig config, JobBook jobs, Scheduler scheduler) {
    this.records = records;
    this.config = config;
    this.jobs = jobs;
    this.scheduler = scheduler;
  }

  /** Takes up what a seed that died had not finished. */
  void resume() {
    records.suspects(found -> found.forEach(this::suspect));
  }

  /** A node was caught, and all that was accepted of it is stored. */
  void suspect(String nodeId) {
    suspects.add(nodeId);
    next();
  }

  private void next() {
    String suspect = suspects.peek();
    if (suspect == null || asking || unsettled > 0) {
      return;
    }
    asking = true;
    records.unconfirmed(suspect, PAGE_MAX, this::begin);
  }

  private void begin(List<Unconfirmed> page) {
    asking = false;
    for (Unconfirmed earlier : page) {
      if (canCheck(earlier.task()) && open.putIfAbsent(earlier.task().id(), earlier) == null) {
        unsettled++;
        scheduler.again(earlier.task());
      }
    }
    if (unsettled == 0) {
      suspects.remove();
      next();
    }
  }

  /**
   * A model that is not on offer any more cannot be checked until it is, and sealed texts not once
   * their submitter, who grants their keys, is done.
   */
  private boolean canCheck(Task task) {
    return config.model(task.model()) != null
        && (SealedModel.openName(task.model()) == null || jobs.find(task.jobId()) != null);
  }

  /** What was accepted before of a task that has a verdict now; null for a first verdict. */
  @Nullable Unconfirmed take(String taskId) {
    return open.remove(taskId);
  }

  /** A verdict on a task that was {@link #take taken} is stored. */
  void settled() {
    unsettled--;
    next();
  }

  /** Nobody wants the outputs of that job any more. */
  void forget(String jobId) {
    int before = open.size();
    open.values().removeIf(earlier -> earlier.task().jobId().equals(jobId));
    unsettled -= before - open.size();
    next();
  }

  /** Tasks that are to be computed again and have no verdict yet. */
  int open() {
    return open.size();
  }
}
