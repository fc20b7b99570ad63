package io.blackroad.mesh.admit;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a job into tasks. The cut depends on the job's inputs alone, so a seed that restarts finds
 * the same tasks under the same ids.
 */
public final class TaskSplitter {
  private final Digest digest;

  public TaskSplitter(Digest digest) {
    this.digest = digest;
  }

  /** The job's tasks in text order; each keeps to {@link NodeLimits}' texts and tokens. */
  public List<Task> split(Job job) {
    List<Task> tasks = new ArrayList<>();
    int texts = job.inputs().size();
    int from = 0;
    while (from < texts) {
      int to = end(job, from);
      tasks.add(task(job, tasks.size(), from, to));
      from = to;
    }
    return tasks;
  }

  private static int end(Job job, int from) {
    TokenBatch inputs = job.inputs();
    int tokens = 0;
    int to = from;
    while (to < inputs.size() && to - from < NodeLimits.TASK_TEXTS_MAX) {
      tokens += inputs.sequences().get(to).length;
      if (to > from && tokens > job.taskTokens()) {
        break;
      }
      to++;
    }
    return to;
  }

  private Task task(Job job, int shard, int from, int to) {
    return new Task(
        Identity.taskId(job.id(), shard, digest),
        job.id(),
        shard,
        from,
        job.model(),
        job.confidence(),
        job.interactive(),
        job.purpose(),
        job.submitter(),
        job.inputs().slice(from, to));
  }
}
