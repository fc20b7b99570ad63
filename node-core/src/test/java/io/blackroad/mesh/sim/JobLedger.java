package io.blackroad.mesh.sim;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.task.Job;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Follows every job from its admission to its end: no task is lost or accepted twice, and how many
 * accepted outputs are wrong.
 */
final class JobLedger {
  private final Oracle oracle;
  private final Map<String, Account> jobs = new LinkedHashMap<>();
  private final Set<String> wrongTasks = new LinkedHashSet<>();
  private long open;
  private long accepted;
  private long wrong;
  private long corrected;
  private long announced;

  /** One job. The texts of its accepted tasks are marked; all are by its end. */
  private static final class Account {
    final Job job;
    final BitSet texts = new BitSet();
    boolean ended;

    Account(Job job) {
      this.job = job;
    }
  }

  JobLedger(Oracle oracle) {
    this.oracle = oracle;
  }

  /** What {@code batch}, now safe, breaks; or empty. */
  String take(LogBatch batch) {
    for (Job job : batch.jobsAdmitted()) {
      open++;
      if (jobs.put(job.id(), new Account(job)) != null) {
        return "admitted twice: " + job.id();
      }
    }
    for (AcceptedOutput output : batch.outputs()) {
      String problem = accept(output);
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    for (AcceptedOutput output : batch.corrections()) {
      if (!correct(output)) {
        return "corrected, but never accepted: " + output.taskId();
      }
    }
    for (String jobId : batch.jobsEnded()) {
      String problem = end(jobId);
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    return "";
  }

  private String accept(AcceptedOutput output) {
    Account account = jobs.get(output.jobId());
    if (account == null || account.ended) {
      return "accepted for a job that is not open: " + output.taskId();
    }
    int first = output.firstText();
    int end = first + output.output().dims().get(0);
    if (!account.texts.get(first, end).isEmpty()) {
      return "accepted twice: " + output.taskId();
    }
    account.texts.set(first, end);
    accepted++;
    if (!oracle.isRight(account.job, output)) {
      wrong++;
      wrongTasks.add(output.taskId());
    }
    return "";
  }

  private boolean correct(AcceptedOutput output) {
    Account account = jobs.get(output.jobId());
    if (account == null || !account.texts.get(output.firstText())) {
      return false;
    }
    boolean was = wrongTasks.remove(output.taskId());
    if (!oracle.isRight(account.job, output)) {
      wrongTasks.add(output.taskId());
    } else if (was) {
      corrected++;
    }
    return true;
  }

  private String end(String jobId) {
    Account account = jobs.get(jobId);
    if (account == null || account.ended) {
      return "ended twice, or never admitted: " + jobId;
    }
    account.ended = true;
    open--;
    int missing = account.job.inputs().size() - account.texts.cardinality();
    return missing == 0 ? "" : "ended without the answers to " + missing + " texts: " + jobId;
  }

  /** An output was handed out; each accepted one is, once. */
  void announced() {
    announced++;
  }

  /** What is wrong with it at the end, when every job should be done; or empty. */
  String problem() {
    if (open > 0) {
      return open + " jobs were not finished";
    }
    return announced == accepted
        ? ""
        : accepted + " outputs were accepted, " + announced + " handed out";
  }

  /** Jobs that are done. */
  long ended() {
    return jobs.size() - open;
  }

  /** Whether the output of that task is wrong as it stands. */
  boolean isWrong(String taskId) {
    return wrongTasks.contains(taskId);
  }

  /** Tasks whose output was accepted. */
  long accepted() {
    return accepted;
  }

  /** Outputs that were wrong when they were accepted. */
  long wrong() {
    return wrong;
  }

  /** Wrong outputs that were put right afterwards. */
  long corrected() {
    return corrected;
  }

  /** Outputs that are wrong now. */
  long standingWrong() {
    return wrongTasks.size();
  }
}
