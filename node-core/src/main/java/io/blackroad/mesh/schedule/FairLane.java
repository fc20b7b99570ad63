package io.blackroad.mesh.schedule;

import io.blackroad.mesh.task.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The waiting tasks of one model and one urgency, shared fairly between submitters by tokens:
 * start-time fair queuing (Goyal, Vin, Cheng 1997, IEEE/ACM ToN 5(5)). Each submitter has a tag,
 * the service that it has had; the lowest goes next. One that comes back begins at the lane's own
 * tag: no credit for its absence. The lane's tag grows with each task by its share of the cost, so
 * that a stream of new names cannot hold back those who wait.
 */
final class FairLane {
  /** Parts of a token in which tags are counted, so that a share of a task is not lost. */
  private static final int TAG_BITS = 10;

  private final Map<String, Share> shares = new LinkedHashMap<>();
  private final TurnHeap<Share> turns = new TurnHeap<>();
  private final Map<String, JobTasks> jobs = new LinkedHashMap<>();

  /** Jobs that have tasks which were taken back from a node. */
  private final Map<String, JobTasks> returned = new LinkedHashMap<>();

  private long tag;
  private int waitingShares;
  private int size;

  /** What one submitter has waiting. */
  private static final class Share {
    final String submitter;
    final Turn<Share> turn = new Turn<>(this);
    final Map<String, JobTasks> jobs = new LinkedHashMap<>();
    int size;

    Share(String submitter) {
      this.submitter = submitter;
    }
  }

  /** What waits of one job. */
  private static final class JobTasks {
    final String jobId;

    /** Whose it is; null while all that waits of it was taken back. */
    @Nullable Share share;

    final Deque<Task> fresh = new ArrayDeque<>();
    final Deque<Task> returned = new ArrayDeque<>();

    JobTasks(String jobId) {
      this.jobId = jobId;
    }

    int size() {
      return fresh.size() + returned.size();
    }
  }

  int size() {
    return size;
  }

  /** Tasks of that job that wait here. */
  int sizeOf(String jobId) {
    JobTasks job = jobs.get(jobId);
    return job == null ? 0 : job.size();
  }

  void add(Task task) {
    Share share = share(task.submitter());
    JobTasks job = job(task);
    job.share = share;
    job.fresh.addLast(task);
    share.jobs.put(job.jobId, job);
    grow(share);
  }

  /** A task that was begun already: goes before all that were not, and is not charged again. */
  void again(Task task) {
    JobTasks job = job(task);
    job.returned.addLast(task);
    returned.put(job.jobId, job);
    size++;
  }

  private Share share(String submitter) {
    Share share = shares.get(submitter);
    if (share == null) {
      share = new Share(submitter);
      shares.put(submitter, share);
      turns.put(share.turn, tag);
    }
    return share;
  }

  private JobTasks job(Task task) {
    JobTasks job = jobs.get(task.jobId());
    if (job == null) {
      job = new JobTasks(task.jobId());
      jobs.put(job.jobId, job);
    }
    return job;
  }

  private void grow(Share share) {
    if (share.size == 0) {
      waitingShares++;
      if (share.turn.key < tag) {
        turns.put(share.turn, tag);
      }
    }
    share.size++;
    size++;
  }

  /** The task whose turn it is, or null. */
  @Nullable Task poll() {
    if (size == 0) {
      return null;
    }
    Task task = returned.isEmpty() ? pollFresh() : pollReturned();
    size--;
    forgetWhenEmpty();
    return task;
  }

  private Task pollReturned() {
    JobTasks job = returned.values().iterator().next();
    Task task = job.returned.removeFirst();
    if (job.returned.isEmpty()) {
      returned.remove(job.jobId);
    }
    forgetDone(job);
    return task;
  }

  private Task pollFresh() {
    Share share = nextShare();
    JobTasks job = share.jobs.values().iterator().next();
    Task task = job.fresh.removeFirst();
    if (job.fresh.isEmpty()) {
      share.jobs.remove(job.jobId);
    }
    forgetDone(job);
    charge(share, (long) task.inputs().tokens() << TAG_BITS);
    return task;
  }

  private void charge(Share share, long cost) {
    tag = Math.max(tag + cost / waitingShares, share.turn.key);
    turns.put(share.turn, share.turn.key + cost);
    share.size--;
    waitingShares -= share.size == 0 ? 1 : 0;
  }

  /**
   * The share with the lowest tag among those with tasks; empty ones before it have no debt left.
   */
  private Share nextShare() {
    while (true) {
      Turn<Share> turn = turns.first();
      if (turn == null) {
        throw new IllegalStateException(size + " tasks wait, but no submitter has any");
      }
      if (turn.item.size > 0) {
        return turn.item;
      }
      turn.leave();
      shares.remove(turn.item.submitter);
    }
  }

  /** Drops what waits of a job. */
  void removeJob(String jobId) {
    JobTasks job = jobs.remove(jobId);
    if (job == null) {
      return;
    }
    returned.remove(jobId);
    size -= job.size();
    Share share = job.share;
    if (share != null && !job.fresh.isEmpty()) {
      share.jobs.remove(jobId);
      share.size -= job.fresh.size();
      waitingShares -= share.size == 0 ? 1 : 0;
    }
    forgetWhenEmpty();
  }

  private void forgetDone(JobTasks job) {
    if (job.size() == 0) {
      jobs.remove(job.jobId);
    }
  }

  /** Nobody waits, so nobody has had more than another who waited: all begin anew. */
  private void forgetWhenEmpty() {
    if (size == 0) {
      shares.clear();
      turns.clear();
      tag = 0;
    }
  }

  /** Submitters that are remembered, for a test of the bound. */
  List<String> submitters() {
    return new ArrayList<>(shares.keySet());
  }
}
