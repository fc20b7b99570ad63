package io.blackroad.mesh;

import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.admit.TaskSplitter;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.TaskSize;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Credibility;
import io.blackroad.mesh.wire.WireLimits;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes jobs in: admits, records, cuts into tasks, and says how far each is. */
final class JobDesk {
  /** When a full queue is likely to have room again. */
  private static final long FULL_RETRY_MILLIS = 5_000;

  /** One submitter may fill half of the queue, so that there is always room for others. */
  private static final long SUBMITTER_TOKENS_MAX = NodeLimits.QUEUED_TOKENS_MAX / 2;

  /** What a task costs beside its computing: four messages over a usual link, and the log. */
  private static final double TASK_OVERHEAD_MILLIS = 100;

  private final SeedConfig config;
  private final Ledger ledger;
  private final JobListener listener;
  private final TaskSplitter splitter;
  private final Scheduler scheduler;
  private final Roster roster;
  private final JobBook jobs;

  /** What it works with, of the coordinator's. */
  record Desk(
      Ledger ledger, JobListener listener, Scheduler scheduler, Roster roster, JobBook jobs) {}

  JobDesk(SeedConfig config, Desk desk, TaskSplitter splitter) {
    this.config = config;
    this.ledger = desk.ledger();
    this.listener = desk.listener();
    this.splitter = splitter;
    this.scheduler = desk.scheduler();
    this.roster = desk.roster();
    this.jobs = desk.jobs();
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
    String full = full(job);
    return full.isEmpty()
        ? admit(job.inTasksOf(taskTokens(job)), model)
        : new Admission.Refused(full, FULL_RETRY_MILLIS);
  }

  /** Why there is no room for {@code job} now; empty when there is. */
  private String full(Job job) {
    long wanted = job.inputs().tokens();
    if (jobs.tokens() + wanted > NodeLimits.QUEUED_TOKENS_MAX) {
      return "the queue is full: " + jobs.tokens() + " tokens wait";
    }
    if (jobs.tokensOf(job.submitter()) + wanted > SUBMITTER_TOKENS_MAX) {
      return "your half of the queue is full: "
          + jobs.tokensOf(job.submitter())
          + " tokens wait; the rest is for others";
    }
    return jobs.size() < NodeLimits.JOBS_OPEN_MAX
        ? ""
        : "the queue is full: " + jobs.size() + " jobs are open";
  }

  private int taskTokens(Job job) {
    return TaskSize.tokens(
        TASK_OVERHEAD_MILLIS,
        (double) scheduler.survival().expectedRestMillis(0),
        scheduler.usualMicrosPerToken(job.model()));
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
    tasks.forEach(scheduler::submit);
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
        scheduler.submit(task);
      }
    }
  }

  /** Closes a job that its submitter gave up; false when it is not open. */
  boolean cancel(String jobId) {
    if (!jobs.remove(jobId)) {
      return false;
    }
    scheduler.removeJob(jobId);
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
    boolean sealed = SealedModel.openName(job.model()) != null; // which the seed cannot compute
    for (Session session : roster.all()) {
      Worker worker = session.worker;
      if (worker != null
          && !(sealed && session.trusted)
          && (worker.model().isEmpty() || worker.model().equals(job.model()))) {
        visitors += session.trusted ? 0 : 1;
        seed |= session.trusted;
        ready += worker.ready() ? 1 : 0;
      }
    }
    if (visitors == 0 && !seed) {
      return "a node: nobody is connected who can compute " + job.model();
    }
    if (ready == 0) {
      return "nodes that are still loading the model";
    }
    return seed ? "" : waitingForVoices(job, visitors);
  }

  /** The seed cannot decide by itself: are there enough who can confirm each other? */
  private String waitingForVoices(Job job, int visitors) {
    if (job.confidence().isOff() || scheduler.provenServes(job.model())) {
      return "";
    }
    int needed =
        Math.max(
            job.confidence().agreeingMin(),
            Credibility.DEFAULT.strangersFor(job.confidence().errorMax()));
    if (visitors >= needed) {
      return "";
    }
    return needed == 2
        ? "a second node: one node cannot confirm its own results"
        : "more nodes: "
            + visitors
            + " that are new here cannot confirm a result, it takes "
            + needed
            + ", or fewer that have shown what they are worth";
  }
}
