package io.blackroad.mesh;

import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.admit.TaskAdmission;
import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.execute.CpuBudget;
import io.blackroad.mesh.execute.TaskRun;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a node has on its hands: the model, the tasks, the results that wait to be revealed. */
final class Workbench {
  /** A rest between two slices that is shorter is part of working, not a pause worth showing. */
  private static final long PAUSE_MILLIS_MIN = 500;

  private final MeshNode.Ports ports;
  private final String nodeId;
  private final Consumer<Message> say;
  private final Consumer<Runnable> enqueue;
  private final CpuBudget budget;
  private final Deque<TaskRun> runs = new ArrayDeque<>();
  private final Map<String, Sealed> committed = new LinkedHashMap<>();

  private @Nullable ModelSpec loading;
  private @Nullable ModelSpec loaded;
  private boolean engineBusy;
  private String trouble = "";

  /** A result that has been committed to and not yet revealed. */
  private record Sealed(byte[] nonce, Tensor output) {}

  Workbench(
      MeshNode.Ports ports,
      String nodeId,
      int cpuCapPercent,
      Consumer<Message> say,
      Consumer<Runnable> enqueue) {
    this.ports = ports;
    this.nodeId = nodeId;
    this.say = say;
    this.enqueue = enqueue;
    this.budget = new CpuBudget(cpuCapPercent, ports.clock().monotonicMillis());
  }

  void cap(int percent) {
    budget.cap(percent, ports.clock().monotonicMillis());
  }

  /** Loads a model; an answer goes out when it is done. */
  void prepare(ModelSpec model) {
    if (model.equals(loaded)) {
      say.accept(new Message.Ready(model.name(), true));
      return;
    }
    loaded = null;
    loading = model;
    ports.engine().prepare(model, outcome -> enqueue.accept(() -> prepared(model, outcome)));
  }

  private void prepared(ModelSpec model, Engine.Prepared outcome) {
    if (!model.equals(loading)) {
      return;
    }
    loading = null;
    switch (outcome) {
      case Engine.Prepared.Ready ready -> {
        loaded = model;
        trouble = "";
        say.accept(new Message.Ready(model.name(), ready.cached()));
      }
      case Engine.Prepared.Unavailable unavailable -> {
        trouble = unavailable.reason();
        say.accept(new Message.Unready(model.name(), unavailable.reason()));
      }
    }
  }

  void assign(Message.Assign assign) {
    ModelSpec model = loaded;
    switch (TaskAdmission.check(assign, model, runs.size())) {
      case Admission.Refused refused ->
          say.accept(new Message.Decline(assign.taskId(), refused.reason()));
      case Admission.Admitted unused -> {
        if (model != null) {
          runs.addLast(
              new TaskRun(assign.taskId(), assign.purpose(), model, assign.input().tokens()));
        }
      }
    }
  }

  /** Starts the next slice when the engine is free and the budget allows; false when it did not. */
  boolean runNext(long nowMillis) {
    TaskRun run = runs.peekFirst();
    if (run == null || engineBusy || nowMillis < budget.readyAtMillis()) {
      return false;
    }
    engineBusy = true;
    ports
        .engine()
        .run(run.model(), run.nextSlice(), outcome -> enqueue.accept(() -> ran(run, outcome)));
    return true;
  }

  private void ran(TaskRun run, Engine.Ran outcome) {
    engineBusy = false;
    switch (outcome) {
      case Engine.Ran.Computed computed -> {
        budget.used(computed.busyMicros(), ports.clock().monotonicMillis());
        advance(run, computed.vectors());
      }
      case Engine.Ran.Failed failed -> giveUp(run, failed.reason());
    }
  }

  private void advance(TaskRun run, float[] vectors) {
    if (run != runs.peekFirst()) {
      return;
    }
    if (!run.accept(vectors)) {
      giveUp(run, "the engine gave " + vectors.length + " values");
    } else if (run.finished()) {
      runs.removeFirst();
      commit(run.taskId(), run.output());
    }
  }

  private void giveUp(TaskRun run, String reason) {
    trouble = reason;
    if (runs.remove(run)) {
      say.accept(new Message.Decline(run.taskId(), reason));
    }
  }

  private void commit(String taskId, Tensor output) {
    byte[] nonce = new byte[Commitment.NONCE_BYTES];
    ports.entropy().fill(nonce);
    if (committed.size() >= NodeLimits.COMMITTED_PER_NODE_MAX) {
      Iterator<String> oldest = committed.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    committed.put(taskId, new Sealed(nonce, output));
    say.accept(new Message.Commit(taskId, Commitment.of(nodeId, nonce, output, ports.digest())));
  }

  void reveal(String taskId) {
    Sealed sealed = committed.remove(taskId);
    if (sealed != null) {
      say.accept(new Message.Reveal(taskId, Hex.of(sealed.nonce()), sealed.output()));
    }
  }

  /** Drops a task wherever it is; a slice that is running is finished and thrown away. */
  void cancel(String taskId) {
    runs.removeIf(run -> run.taskId().equals(taskId));
    committed.remove(taskId);
  }

  /** Drops all tasks; the model stays. */
  void clear() {
    runs.clear();
    committed.clear();
  }

  void close() {
    clear();
    ports.engine().close();
    loaded = null;
    loading = null;
  }

  long wakeAtMillis() {
    return runs.isEmpty() || engineBusy ? Long.MAX_VALUE : budget.readyAtMillis();
  }

  NodeStatus.Phase phase(long nowMillis) {
    if (loaded == null) {
      return NodeStatus.Phase.PREPARING;
    }
    if (runs.isEmpty()) {
      return NodeStatus.Phase.IDLE;
    }
    return !engineBusy && budget.readyAtMillis() - nowMillis > PAUSE_MILLIS_MIN
        ? NodeStatus.Phase.PAUSED
        : NodeStatus.Phase.WORKING;
  }

  String purpose() {
    TaskRun run = runs.peekFirst();
    return run == null ? "" : run.purpose();
  }

  /** What last went wrong, or empty. */
  String trouble() {
    return trouble;
  }

  int busyPercent(long nowMillis) {
    return budget.busyPercent(nowMillis);
  }
}
