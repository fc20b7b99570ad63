package io.blackroad.mesh;

import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.execute.Checkpoint;
import io.blackroad.mesh.execute.TaskRun;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.List;
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

  // Short lists: a hash map is three kilobytes of node.wasm.
  private final List<TaskRun> runs = new ArrayList<>();

  /** Results that were committed to and have no verdict yet, oldest first. */
  private final List<Message.Reveal> committed = new ArrayList<>();

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
    return runs.isEmpty() ? null : runs.get(0);
  }

  /** Takes in a task that was admitted for {@code model}. */
  void add(Message.Assign task, ModelSpec model) {
    runs.add(new TaskRun(task, model, nonce()));
    changed();
  }

  private String nonce() {
    byte[] nonce = new byte[Commitment.NONCE_BYTES];
    ports.entropy().fill(nonce);
    return Hex.of(nonce);
  }

  /** Drops a task that will not be computed; false when it is not here. */
  boolean drop(TaskRun run) {
    boolean was = remove(run);
    changed();
    return was;
  }

  /** By identity: tasks that can be compared would cost node.wasm kilobytes (docs/decisions.md). */
  private boolean remove(TaskRun run) {
    return runs.removeIf(waiting -> waiting == run);
  }

  /** Drops all tasks that are not computed yet. */
  void dropWaiting() {
    runs.clear();
    changed();
  }

  /** Some of the first task's texts are done; commits to the result when all are. */
  void advanced(TaskRun run) {
    if (run.finished()) {
      remove(run);
      commit(run.result());
    }
    changed();
  }

  private void commit(Message.Reveal result) {
    if (committed.size() >= NodeLimits.COMMITTED_PER_NODE_MAX) {
      committed.remove(0);
    }
    committed.add(result);
    sayCommitted(result);
  }

  private void sayCommitted(Message.Reveal result) {
    byte[] nonce = Hex.require(result.nonce());
    String commitment = Commitment.of(nodeId, nonce, result.output(), ports.digest());
    say.accept(new Message.Commit(result.taskId(), commitment));
  }

  /** Shows a result; it is kept until its verdict, because the link may lose it. */
  void reveal(String taskId) {
    for (Message.Reveal result : committed) {
      if (result.taskId().equals(taskId)) {
        say.accept(result);
      }
    }
  }

  /** Drops a task wherever it is; a slice that is running is finished and thrown away. */
  void cancel(String taskId) {
    boolean waited = runs.removeIf(run -> run.taskId().equals(taskId));
    boolean sealed = committed.removeIf(result -> result.taskId().equals(taskId));
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
    committed.forEach(this::sayCommitted);
  }

  /** Ids of all tasks. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    runs.forEach(run -> ids.add(run.taskId()));
    committed.forEach(result -> ids.add(result.taskId()));
    return ids;
  }

  private void changed() {
    ports.checkpoints().save(this::checkpoint);
  }

  /** What the next node of the same key needs in order to go on; empty when nothing is here. */
  private byte[] checkpoint() {
    return runs.isEmpty() && committed.isEmpty()
        ? new byte[0]
        : new Checkpoint(runs, committed).encode(nodeId, ports.digest());
  }

  /** Takes up what an earlier node of the same key has put down; whatever else it is is ignored. */
  void restore(byte[] encoded) {
    Checkpoint checkpoint = Checkpoint.decode(encoded, nodeId, ports.digest());
    if (checkpoint == null) {
      return;
    }
    for (TaskRun run : checkpoint.runs()) {
      runs.add(run.nonce().isEmpty() ? new TaskRun(run.task(), run.model(), nonce()) : run);
    }
    committed.addAll(checkpoint.sealed());
  }
}
