package io.blackroad.mesh.sim;

import io.blackroad.mesh.admit.TaskSplitter;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.Records;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.log.Unconfirmed;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Remembers standings, and outputs that rest on one node's word; answers a little later. */
final class SimRecords implements Records {
  private static final long READ_MILLIS = 1;

  private final SimClock clock;
  private final TaskSplitter splitter = new TaskSplitter(new SimDigest());
  private final Map<String, Long> rewarded = new LinkedHashMap<>();
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final Map<String, SequencedMap<String, AcceptedOutput>> byNode = new LinkedHashMap<>();
  private final Map<String, String> nodeOfTask = new LinkedHashMap<>();
  private int life;
  private Consumer<Runnable> deliver = Runnable::run;

  SimRecords(SimClock clock) {
    this.clock = clock;
  }

  /** A seed starts: answers reach it by {@code delivery}; a dead seed's are dropped by its own. */
  void attach(Consumer<Runnable> delivery) {
    life++;
    deliver = delivery;
  }

  /** {@code batch} is safe. */
  void stored(LogBatch batch) {
    batch.jobsAdmitted().forEach(job -> jobs.put(job.id(), job));
    batch.outputs().forEach(this::keep);
    batch.corrections().forEach(this::keep);
    batch.postings().forEach(posting -> rewarded.put(posting.key(), posting.units()));
    batch.standings().forEach(this::remember);
  }

  /** From now on this is what is known of a node. */
  void remember(Standing standing) {
    standings.put(standing.nodeId(), standing);
  }

  private void keep(AcceptedOutput output) {
    String before = nodeOfTask.remove(output.taskId());
    if (before != null) {
      byNode.getOrDefault(before, new LinkedHashMap<>()).remove(output.taskId());
    }
    if (!output.soleNode().isEmpty()) {
      nodeOfTask.put(output.taskId(), output.soleNode());
      byNode
          .computeIfAbsent(output.soleNode(), node -> new LinkedHashMap<>())
          .put(output.taskId(), output);
    }
  }

  /** Forgets everything. */
  void clear() {
    jobs.clear();
    rewarded.clear();
    standings.clear();
    byNode.clear();
    nodeOfTask.clear();
  }

  @Override
  public void standing(String nodeId, Consumer<Standing> then) {
    Standing known = standings.getOrDefault(nodeId, Standing.fresh(nodeId));
    later(() -> then.accept(known));
  }

  @Override
  public void unconfirmed(String nodeId, int countMax, Consumer<List<Unconfirmed>> then) {
    List<Unconfirmed> found = new ArrayList<>();
    for (AcceptedOutput output :
        byNode.getOrDefault(nodeId, new LinkedHashMap<>()).reversed().values()) {
      Job job = jobs.get(output.jobId());
      if (job != null && found.size() < countMax) {
        Task task = splitter.split(job).get(output.shard());
        long units = rewarded.getOrDefault("reward/" + task.id() + "/" + nodeId, 0L);
        found.add(new Unconfirmed(task, output, units));
      }
    }
    later(() -> then.accept(found));
  }

  @Override
  public void suspects(Consumer<List<String>> then) {
    List<String> found = new ArrayList<>();
    byNode.forEach(
        (nodeId, outputs) -> {
          Standing standing = standings.getOrDefault(nodeId, Standing.fresh(nodeId));
          if (standing.isBarred() && !outputs.isEmpty()) {
            found.add(nodeId);
          }
        });
    later(() -> then.accept(found));
  }

  private void later(Runnable answer) {
    int askedIn = life;
    clock.after(
        READ_MILLIS,
        () -> {
          if (askedIn == life) {
            deliver.accept(answer);
          }
        });
  }

  /** What is remembered of each node. */
  Map<String, Standing> standings() {
    return standings;
  }
}
