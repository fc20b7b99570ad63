package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.JobListener;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.task.Job;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The jobs that somebody may be waiting for, kept up to date by the coordinator. Thread-safe. */
public final class JobBoard implements JobListener {
  /** Whoever follows more looks into the store now and then, too. */
  private static final int CORRECTED_MAX = 10_000;

  private final Mesh mesh;
  private final InstantSource clock;
  private final int openMax;
  private final Map<String, LiveJob> open = new ConcurrentHashMap<>();

  /** Jobs that were corrected lately, and how often since the seed's start. */
  private final Map<String, Integer> corrected =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > CORRECTED_MAX;
        }
      };

  /**
   * @param openMax most jobs at a time
   */
  public JobBoard(Mesh mesh, InstantSource clock, int openMax) {
    this.mesh = mesh;
    this.clock = clock;
    this.openMax = openMax;
  }

  /** Puts a job on the board that is about to be submitted. */
  LiveJob put(Job job) {
    if (open.size() >= openMax) {
      throw new Problem(
              503,
              "queue-full",
              "The queue is full",
              openMax + " jobs are not finished; submit this one again later.")
          .retryAfter(5);
    }
    LiveJob live = LiveJob.of(job, clock.millis());
    open.put(job.id(), live);
    return live;
  }

  /** Puts a job on the board that the coordinator takes up after a restart. */
  public void putResumed(StoredJob job) {
    open.put(job.id(), LiveJob.resumed(job));
  }

  /** Takes a job off that was refused. */
  void remove(String jobId) {
    open.remove(jobId);
  }

  /** The job, or null when it has ended or never was. */
  @Nullable LiveJob find(String jobId) {
    return open.get(jobId);
  }

  @Override
  public void admitted(String jobId) {
    LiveJob job = open.get(jobId);
    if (job != null) {
      job.admit();
    }
  }

  @Override
  public void accepted(AcceptedOutput output) {
    LiveJob job = open.get(output.jobId());
    if (job != null) {
      job.accept(output);
    }
  }

  @Override
  public void corrected(AcceptedOutput output) {
    LiveJob job = open.get(output.jobId());
    if (job != null) {
      job.correct(output);
    }
    synchronized (corrected) {
      corrected.merge(output.jobId(), 1, Integer::sum);
    }
  }

  /** Changes whenever a job is corrected; says nothing else. */
  int correctionMark(String jobId) {
    synchronized (corrected) {
      return corrected.getOrDefault(jobId, 0);
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // completes the job's own future
  public void ended(String jobId, boolean cancelled) {
    LiveJob job = open.get(jobId);
    if (job == null) {
      return;
    }
    mesh.ask(coordinator -> coordinator.progress(jobId))
        .whenComplete(
            (progress, failure) -> {
              job.report(progress);
              open.remove(jobId);
              job.end(cancelled, clock.millis());
            });
  }
}
