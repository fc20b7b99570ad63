package io.blackroad.mesh.schedule;

import io.blackroad.mesh.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All waiting tasks, a fair queue for each model. Models are few: those that the seed offers. */
final class TaskPool {
  private final Map<String, FairQueue> byModel = new LinkedHashMap<>();
  private final List<String> models = new ArrayList<>();
  private int next;

  /** Models of which a task that was begun wants another voice than all those that hold them. */
  private final Set<String> voiceless = new LinkedHashSet<>();

  void add(Task task) {
    queue(task).add(task);
  }

  void again(Task task) {
    queue(task).again(task);
  }

  private FairQueue queue(Task task) {
    FairQueue queue = byModel.get(task.model());
    if (queue == null) {
      queue = new FairQueue();
      byModel.put(task.model(), queue);
      models.add(task.model());
    }
    return queue;
  }

  @Nullable Task poll(String model) {
    FairQueue queue = byModel.get(model);
    return queue == null ? null : queue.poll();
  }

  void removeJob(String jobId) {
    for (FairQueue queue : byModel.values()) {
      queue.removeJob(jobId);
    }
  }

  int size() {
    int size = 0;
    for (FairQueue queue : byModel.values()) {
      size += queue.size();
    }
    return size;
  }

  int sizeOf(String jobId) {
    int size = 0;
    for (FairQueue queue : byModel.values()) {
      size += queue.sizeOf(jobId);
    }
    return size;
  }

  boolean hasWork(String model) {
    FairQueue queue = byModel.get(model);
    return queue != null && queue.size() > 0;
  }

  List<String> waitingModels() {
    List<String> waiting = new ArrayList<>();
    for (String model : models) {
      if (hasWork(model)) {
        waiting.add(model);
      }
    }
    for (String model : voiceless) {
      if (!waiting.contains(model)) {
        waiting.add(model);
      }
    }
    return waiting;
  }

  void wantVoice(String model) {
    voiceless.add(model);
  }

  boolean lacksVoice(String model) {
    return voiceless.contains(model);
  }

  void voicesSought() {
    voiceless.clear();
  }

  int models() {
    return models.size();
  }

  /** The models in turn, so that none keeps the others waiting. Requires that there is one. */
  String nextModel() {
    next = next + 1 < models.size() ? next + 1 : 0;
    return models.get(next);
  }
}
