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
 * Tasks that no node has been given yet: first come, first served within a model, interactive ones
 * before all others. Adding and polling cost O(1).
 */
public final class TaskQueue {
  private final Map<String, Lanes> byModel = new LinkedHashMap<>();
  private int size;

  /** Two lanes of one model. */
  private static final class Lanes {
    final Deque<Task> interactive = new ArrayDeque<>();
    final Deque<Task> batch = new ArrayDeque<>();

    Deque<Task> of(Task task) {
      return task.interactive() ? interactive : batch;
    }

    boolean isEmpty() {
      return interactive.isEmpty() && batch.isEmpty();
    }
  }

  public void add(Task task) {
    byModel.computeIfAbsent(task.model(), model -> new Lanes()).of(task).addLast(task);
    size++;
  }

  /** Takes the next task of {@code model}, or null when none waits. */
  public @Nullable Task poll(String model) {
    Lanes lanes = byModel.get(model);
    if (lanes == null || lanes.isEmpty()) {
      return null;
    }
    Task task = lanes.interactive.pollFirst();
    if (task == null) {
      task = lanes.batch.removeFirst();
    }
    size--;
    return task;
  }

  /** The models that have tasks waiting, the longest used first. */
  public List<String> modelsWaiting() {
    List<String> waiting = new ArrayList<>();
    for (Map.Entry<String, Lanes> entry : byModel.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        waiting.add(entry.getKey());
      }
    }
    return waiting;
  }

  public boolean hasWork(String model) {
    Lanes lanes = byModel.get(model);
    return lanes != null && !lanes.isEmpty();
  }

  /** Drops all tasks of a job. */
  public void removeJob(String jobId) {
    for (Lanes lanes : byModel.values()) {
      remove(lanes.interactive, jobId);
      remove(lanes.batch, jobId);
    }
  }

  private void remove(Deque<Task> lane, String jobId) {
    lane.removeIf(
        task -> {
          boolean ofJob = task.jobId().equals(jobId);
          if (ofJob) {
            size--;
          }
          return ofJob;
        });
  }

  public int size() {
    return size;
  }
}
