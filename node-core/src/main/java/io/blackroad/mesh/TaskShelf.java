package io.blackroad.mesh;

import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.execute.Checkpoint;
import io.blackroad.mesh.execute.TaskRun;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a node has, from assignment to verdict. They outlive a link: the seed keeps them
 * for a node that comes back at once (spec/wire.md 5.1), and takes back the others then.
 */
final class TaskShelf {
  private final MeshNode.Ports ports;
  private final String nodeId;
  private final Consumer<Message> say;
  private final Deque<TaskRun> runs = new ArrayDeque<>();

  /** Results that were committed to and have no verdict yet. */
  private final Map<String, Message.Reveal> committed = new LinkedHashMap<>();

  TaskShelf(MeshNode.Ports ports, String nodeId, Consumer<Message> say) {
    this.ports = ports;
    this.nodeId = nodeId;
    this.say = say;
  }

  /** Tasks that are not computed yet. */
  int waiting() {
    return runs.size();
  }

  /** The task whose turn it is, or null. */
  @Nullable TaskRun first() {
    return runs.peekFirst();
  }

  /** Takes in a task that was admitted for {@code model}. */
  void add(Message.Assign task, ModelSpec model) {
    runs.addLast(new TaskRun(task, model, nonce()));
    changed();
  }

  private String nonce() {
    byte[] nonce = new byte[Commitment.NONCE_BYTES];
    ports.entropy().fill(nonce);
    return Hex.of(nonce);
  }

  /** Drops a task that will not be computed; false when it is not here. */
  boolean drop(TaskRun run) {
    boolean was = runs.remove(run);
    changed();
    return was;
  }

  /** Drops all tasks that are not computed yet. */
  void dropWaiting() {
    runs.clear();
    changed();
  }

  /** Some of the first task's texts are done; commits to the result when all are. */
  void advanced(TaskRun run) {
    if (run.finished()) {
      runs.remove(run);
      commit(run.result());
    }
    changed();
  }

  private void commit(Message.Reveal result) {
    if (committed.size() >= NodeLimits.COMMITTED_PER_NODE_MAX) {
      Iterator<String> oldest = committed.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    committed.put(result.taskId(), result);
    sayCommitted(result);
  }

  private void sayCommitted(Message.Reveal result) {
    byte[] nonce = Hex.require(result.nonce());
    String commitment = Commitment.of(nodeId, nonce, result.output(), ports.digest());
    say.accept(new Message.Commit(result.taskId(), commitment));
  }

  /** Shows a result; it is kept until its verdict, because the link may lose it. */
  void reveal(String taskId) {
    Message.Reveal result = committed.get(taskId);
    if (result != null) {
      say.accept(result);
    }
  }

  /** Drops a task wherever it is; a slice that is running is finished and thrown away. */
  void cancel(String taskId) {
    boolean waited = runs.removeIf(run -> run.taskId().equals(taskId));
    boolean sealed = committed.remove(taskId) != null;
    if (waited || sealed) {
      changed();
    }
  }

  void clear() {
    runs.clear();
    committed.clear();
    changed();
  }

  /** The seed may not have heard what was committed to when the last link broke. */
  void joined() {
    committed.values().forEach(this::sayCommitted);
  }

  /** Ids of all tasks. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    runs.forEach(run -> ids.add(run.taskId()));
    ids.addAll(committed.keySet());
    return ids;
  }

  private void changed() {
    ports.checkpoints().save(this::checkpoint);
  }

  /** What the next node of the same key needs in order to go on; empty when nothing is here. */
  private byte[] checkpoint() {
    return runs.isEmpty() && committed.isEmpty()
        ? new byte[0]
        : new Checkpoint(List.copyOf(runs), List.copyOf(committed.values()))
            .encode(nodeId, ports.digest());
  }

  /** Takes up what an earlier node of the same key has put down; whatever else it is is ignored. */
  void restore(byte[] encoded) {
    Checkpoint checkpoint = Checkpoint.decode(encoded, nodeId, ports.digest());
    if (checkpoint == null) {
      return;
    }
    for (TaskRun run : checkpoint.runs()) {
      runs.addLast(run.nonce().isEmpty() ? new TaskRun(run.task(), run.model(), nonce()) : run);
    }
    checkpoint.sealed().forEach(result -> committed.put(result.taskId(), result));
  }
}
