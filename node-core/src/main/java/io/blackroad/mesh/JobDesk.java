package io.blackroad.mesh;

import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.admit.TaskSplitter;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.schedule.TaskQueue;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.wire.WireLimits;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes jobs in: admits, records, cuts into tasks, and says how far each is. */
final class JobDesk {
  /** When a full queue is likely to have room again. */
  private static final long FULL_RETRY_MILLIS = 5_000;

  private final SeedConfig config;
  private final Ledger ledger;
  private final JobListener listener;
  private final TaskSplitter splitter;
  private final TaskQueue queue;
  private final Roster roster;
  private final JobBook jobs = new JobBook();

  JobDesk(
      SeedConfig config,
      Ledger ledger,
      JobListener listener,
      TaskSplitter splitter,
      TaskQueue queue,
      Roster roster) {
    this.config = config;
    this.ledger = ledger;
    this.listener = listener;
    this.splitter = splitter;
    this.queue = queue;
    this.roster = roster;
  }

  JobBook jobs() {
    return jobs;
  }

  Admission submit(Job job) {
    SeedConfig.OfferedModel model = config.model(job.model());
    if (model == null) {
      return new Admission.Refused("unknown model " + job.model(), 0);
    }
    if (!speakable(job.purpose())) {
      return new Admission.Refused(
          "a purpose of at most "
              + WireLimits.PURPOSE_CHARS_MAX
              + " characters without lone surrogates is wanted",
          0);
    }
    if (job.inputs().size() == 0) {
      return new Admission.Refused("no texts, at least one is wanted", 0);
    }
    if (job.inputs().longest() > model.spec().tokensMax()) {
      return new Admission.Refused(
          job.inputs().longest() + " tokens in a text, at most " + model.spec().tokensMax(), 0);
    }
    if (jobs.tokens() + job.inputs().tokens() > NodeLimits.QUEUED_TOKENS_MAX) {
      return new Admission.Refused(
          "the queue is full: " + jobs.tokens() + " tokens wait", FULL_RETRY_MILLIS);
    }
    return admit(job, model);
  }

  /** Whether a visitor can be told of it. */
  private static boolean speakable(String purpose) {
    return purpose.length() <= WireLimits.PURPOSE_CHARS_MAX
        && Json.Text.repaired(purpose).value().equals(purpose);
  }

  private Admission admit(Job job, SeedConfig.OfferedModel model) {
    List<Task> tasks = splitter.split(job);
    LoggedEntry entry =
        ledger.chained(
            config.seedId(),
            Action.TASK,
            0,
            Payloads.job(job, tasks.size(), model.spec().modelHash()));
    jobs.add(job, tasks.size());
    tasks.forEach(queue::add);
    ledger.store(LogBatch.admitting(job, entry), () -> listener.admitted(job.id()));
    return new Admission.Admitted(tasks.size());
  }

  void resume(Job job, Set<Integer> doneShards) {
    List<Task> tasks = splitter.split(job);
    jobs.add(job, tasks.size());
    for (Task task : tasks) {
      if (doneShards.contains(task.shard())) {
        jobs.alreadyDone(task);
      } else {
        queue.add(task);
      }
    }
  }

  /** Closes a job that its submitter gave up; false when it is not open. */
  boolean cancel(String jobId) {
    if (!jobs.remove(jobId)) {
      return false;
    }
    queue.removeJob(jobId);
    LoggedEntry entry = ledger.chained(config.seedId(), Action.TASK, -1, Payloads.cancelled(jobId));
    ledger.store(LogBatch.ending(jobId, entry), () -> listener.ended(jobId, true));
    return true;
  }

  @Nullable JobProgress progress(String jobId) {
    Job job = jobs.find(jobId);
    return jobs.progress(jobId, job == null ? "" : waitingFor(job));
  }

  private String waitingFor(Job job) {
    int visitors = 0;
    int ready = 0;
    boolean seed = false;
    for (Session session : roster.all()) {
      if (session.serves(job.model())) {
        visitors += session.trusted ? 0 : 1;
        seed |= session.trusted;
        ready += session.modelReady ? 1 : 0;
      }
    }
    if (visitors == 0 && !seed) {
      return "a node: nobody is connected who can compute " + job.model();
    }
    if (ready == 0) {
      return "nodes that are still loading the model";
    }
    return !job.confidence().isOff() && visitors < 2 && !seed
        ? "a second node: one node cannot confirm its own results"
        : "";
  }
}
