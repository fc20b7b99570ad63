package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.task.Job;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Brings jobs to the coordinator and answers once they are stored. */
final class JobSubmitter {
  private static final int MILLIS_PER_SECOND = 1_000;

  private final Mesh mesh;
  private final JobBoard board;
  private final JobStore jobs;
  private final Entropy entropy;
  private final Executor workers;

  JobSubmitter(Mesh mesh, JobBoard board, JobStore jobs, Entropy entropy, Executor workers) {
    this.mesh = mesh;
    this.board = board;
    this.jobs = jobs;
    this.entropy = entropy;
    this.workers = workers;
  }

  /**
   * A client's name for one submission, so that a repetition does no harm.
   *
   * @param bodyHash of what was asked
   */
  record Key(String key, String bodyHash) {}

  /** What came of a submission: a job, which a key may have brought here before. */
  sealed interface Submitted {
    /** A new job, stored. */
    record Fresh(LiveJob job) implements Submitted {}

    /** The job of an earlier submission. */
    record Repeated(String jobId) implements Submitted {}
  }

  /** Submits under {@code key}, or without one. Blocks shortly; a {@link Problem} when refused. */
  CompletableFuture<Submitted> submit(Job job, @Nullable Key key) {
    IdempotencyClaim claim = key == null ? new IdempotencyClaim.Fresh() : claimed(key, job.id());
    return switch (claim) {
      case IdempotencyClaim.Fresh fresh ->
          submit(job)
              .whenCompleteAsync((live, failure) -> release(key, failure), workers)
              .thenApply(Submitted.Fresh::new);
      case IdempotencyClaim.Repeated repeated -> repeated(repeated.jobId());
      case IdempotencyClaim.Conflicting conflicting ->
          throw new Problem(
              422,
              "idempotency-key-reused",
              "The idempotency key was used for something else",
              "This Idempotency-Key came before with another body; use a new key for a new job.");
    };
  }

  private IdempotencyClaim claimed(Key key, String jobId) {
    IdempotencyClaim claim = jobs.claim(key.key, key.bodyHash, jobId);
    boolean orphaned =
        claim instanceof IdempotencyClaim.Repeated earlier
            && board.find(earlier.jobId()) == null
            && jobs.find(earlier.jobId()) == null;
    if (!orphaned) {
      return claim;
    }
    jobs.release(key.key);
    return jobs.claim(key.key, key.bodyHash, jobId);
  }

  private void release(@Nullable Key key, @Nullable Throwable failure) {
    if (key != null && failure != null) {
      jobs.release(key.key);
    }
  }

  private CompletableFuture<Submitted> repeated(String jobId) {
    Submitted earlier = new Submitted.Repeated(jobId);
    LiveJob live = board.find(jobId);
    return live == null
        ? CompletableFuture.completedFuture(earlier)
        : live.admitted().thenApply(admitted -> earlier);
  }

  /**
   * A job of {@code wanted} under a new id.
   *
   * @param submitter whose share it counts against ({@link Submitter})
   */
  Job job(TextIntake.Submission wanted, String submitter, boolean interactive) {
    return new Job(
        Identity.jobId(entropy),
        wanted.terms().model().spec().name(),
        wanted.terms().confidence(),
        interactive,
        wanted.terms().purpose(),
        submitter,
        NodeLimits.TASK_TOKENS_MAX,
        wanted.inputs());
  }

  /** Submits {@code job}; completes once it is stored, or with a {@link Problem}. */
  CompletableFuture<LiveJob> submit(Job job) {
    LiveJob live = board.put(job);
    return mesh.ask(coordinator -> coordinator.submit(job))
        .thenCompose(
            admission -> {
              switch (admission) {
                case Admission.Admitted admitted -> live.cutInto(admitted.tasks());
                case Admission.Refused refused -> {
                  board.remove(job.id());
                  live.refuse(refusal(refused));
                }
              }
              return live.admitted();
            });
  }

  private static Problem refusal(Admission.Refused refused) {
    String detail = "The coordinator refused the job: " + refused.reason() + ".";
    if (refused.retryAfterMillis() == 0) {
      return new Problem(422, "job-refused", "The job cannot be done", detail);
    }
    int seconds = (int) Math.ceilDiv(refused.retryAfterMillis(), MILLIS_PER_SECOND);
    return new Problem(503, "queue-full", "The queue is full", detail + " Submit it again later.")
        .retryAfter(seconds);
  }

  /** Drops an open job; completes once that is stored. */
  CompletableFuture<LiveJob> cancel(LiveJob live) {
    String jobId = live.job().id();
    return mesh.ask(
            coordinator -> {
              coordinator.cancel(jobId);
              return true;
            })
        .thenCompose(asked -> live.ended());
  }

  /** Cancels {@code live} and removes it with its results; for callers who do not wait. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits
  void discard(LiveJob live) {
    cancel(live).thenAcceptAsync(ended -> jobs.forget(live.job().id()), workers);
  }
}
