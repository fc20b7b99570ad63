package io.blackroad.mesh;

import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs that are not finished, and how far each is. */
final class JobBook {
  private final Map<String, Account> jobs = new LinkedHashMap<>();
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

    Account(Job job, int tasks) {
      this.job = job;
      this.tasks = tasks;
    }
  }

  void add(Job job, int tasks) {
    jobs.put(job.id(), new Account(job, tasks));
    tokens += job.inputs().tokens();
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
    account.textsChecked += verdict.method() == Verdict.Method.UNCHECKED ? 0 : texts;
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
    tokens -= account.job.inputs().tokens();
    return true;
  }

  int size() {
    return jobs.size();
  }

  /** How far a job is, or null when it is not open. */
  @Nullable JobProgress progress(String jobId, String waitingFor) {
    Account account = jobs.get(jobId);
    if (account == null) {
      return null;
    }
    List<JobProgress.Share> shares = new ArrayList<>(account.shares.values());
    shares.sort(Comparator.comparingInt(JobProgress.Share::texts).reversed());
    return new JobProgress(
        jobId,
        account.job.inputs().size(),
        account.textsDone,
        account.textsChecked,
        account.tasks,
        account.tasksDone,
        account.disagreements,
        waitingFor,
        shares);
  }
}
