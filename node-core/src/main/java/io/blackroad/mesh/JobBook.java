package io.blackroad.mesh;

import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs that are not finished, how far each is, and how the latest that ended stood. */
final class JobBook {
  /** Ended jobs whose last state is remembered: those that somebody may still be asking for. */
  private static final int ENDED_MAX = 256;

  private final Map<String, Account> jobs = new LinkedHashMap<>();
  private final Map<String, JobProgress> ended = new LinkedHashMap<>();
  private final Map<String, Long> tokensBySubmitter = new LinkedHashMap<>();
  private long tokens;

  /** One job's counters. */
  private static final class Account {
    final Job job;
    final int tasks;
    final Map<String, JobProgress.Share> shares = new LinkedHashMap<>();
    int tasksDone;
    int textsDone;
    int textsChecked;
    int disagreements;
    int corrections;

    Account(Job job, int tasks) {
      this.job = job;
      this.tasks = tasks;
    }

    JobProgress progress(String waitingFor) {
      List<JobProgress.Share> best = new ArrayList<>(shares.values());
      best.sort(Comparator.comparingInt(JobProgress.Share::texts).reversed());
      return new JobProgress(
          job.id(),
          job.inputs().size(),
          textsDone,
          textsChecked,
          tasks,
          tasksDone,
          disagreements,
          corrections,
          waitingFor,
          best);
    }
  }

  void add(Job job, int tasks) {
    jobs.put(job.id(), new Account(job, tasks));
    tokens += job.inputs().tokens();
    tokensBySubmitter.merge(job.submitter(), (long) job.inputs().tokens(), Long::sum);
  }

  /** Token ids of a submitter's open jobs. */
  long tokensOf(String submitter) {
    return tokensBySubmitter.getOrDefault(submitter, 0L);
  }

  /** Token ids of all open jobs: what bounds the memory. */
  long tokens() {
    return tokens;
  }

  /** Counts a task that was accepted before this process started. */
  void alreadyDone(Task task) {
    Account account = jobs.get(task.jobId());
    if (account != null) {
      account.tasksDone++;
      account.textsDone += task.inputs().size();
      account.textsChecked += task.inputs().size();
    }
  }

  /** Counts an accepted task; true when it was the job's last. */
  boolean accept(Task task, Verdict.Agreed verdict) {
    Account account = jobs.get(task.jobId());
    if (account == null) {
      return false;
    }
    int texts = task.inputs().size();
    account.tasksDone++;
    account.textsDone += texts;
    account.textsChecked += verdict.soleNode().isEmpty() ? texts : 0;
    account.disagreements += verdict.dissenting().size();
    return account.tasksDone == account.tasks;
  }

  /** Counts a node's part in an accepted task. */
  void share(Task task, String nodeId, long units) {
    Account account = jobs.get(task.jobId());
    if (account != null) {
      account.shares.merge(
          nodeId,
          new JobProgress.Share(nodeId, task.inputs().size(), units),
          (a, b) -> new JobProgress.Share(nodeId, a.texts() + b.texts(), a.units() + b.units()));
    }
  }

  /** Counts an output that was accepted and proved wrong. */
  void corrected(Task task) {
    Account account = jobs.get(task.jobId());
    if (account != null) {
      account.corrections++;
    }
  }

  void disputed(Task task, int outputs) {
    Account account = jobs.get(task.jobId());
    if (account != null) {
      account.disagreements += outputs;
    }
  }

  @Nullable Job find(String jobId) {
    Account account = jobs.get(jobId);
    return account == null ? null : account.job;
  }

  boolean remove(String jobId) {
    Account account = jobs.remove(jobId);
    if (account == null) {
      return false;
    }
    long freed = account.job.inputs().tokens();
    tokens -= freed;
    tokensBySubmitter.computeIfPresent(
        account.job.submitter(), (submitter, held) -> held == freed ? null : held - freed);
    ended.put(jobId, account.progress(""));
    if (ended.size() > ENDED_MAX) {
      Iterator<String> oldest = ended.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }

  int size() {
    return jobs.size();
  }

  /** How far a job is; null when it is unknown or ended too long ago. */
  @Nullable JobProgress progress(String jobId, String waitingFor) {
    Account account = jobs.get(jobId);
    return account == null ? ended.get(jobId) : account.progress(waitingFor);
  }
}
