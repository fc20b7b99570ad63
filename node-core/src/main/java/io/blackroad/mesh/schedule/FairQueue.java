package io.blackroad.mesh.schedule;

import io.blackroad.mesh.task.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The waiting tasks of one model: interactive ones before bulk work, which still gets one placement
 * in {@link #BATCH_EVERY} while both wait. Within each lane submitters share fairly.
 */
final class FairQueue {
  /** Of so many placements one is bulk work: it goes on, and a waiting person hardly notices. */
  static final int BATCH_EVERY = 8;

  private final FairLane interactive = new FairLane();
  private final FairLane batch = new FairLane();

  /** Interactive tasks placed since bulk work, which waited all the while, had its turn. */
  private int passedOver;

  void add(Task task) {
    lane(task).add(task);
  }

  void again(Task task) {
    lane(task).again(task);
  }

  private FairLane lane(Task task) {
    return task.interactive() ? interactive : batch;
  }

  void removeJob(String jobId) {
    interactive.removeJob(jobId);
    batch.removeJob(jobId);
  }

  int size() {
    return interactive.size() + batch.size();
  }

  int sizeOf(String jobId) {
    return interactive.sizeOf(jobId) + batch.sizeOf(jobId);
  }

  /** The task whose turn it is, or null. */
  @Nullable Task poll() {
    if (batch.size() == 0) {
      passedOver = 0;
      return interactive.poll();
    }
    if (interactive.size() == 0 || passedOver >= BATCH_EVERY - 1) {
      passedOver = 0;
      return batch.poll();
    }
    passedOver++;
    return interactive.poll();
  }

  /** Submitters that either lane remembers. */
  List<String> submitters() {
    List<String> submitters = new ArrayList<>(interactive.submitters());
    submitters.addAll(batch.submitters());
    return submitters;
  }
}
