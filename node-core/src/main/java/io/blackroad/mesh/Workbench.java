package io.blackroad.mesh;

import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.admit.TaskAdmission;
import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.execute.TaskRun;
import io.blackroad.mesh.govern.Conditions;
import io.blackroad.mesh.govern.Decision;
import io.blackroad.mesh.govern.Governor;
import io.blackroad.mesh.govern.Pause;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a node has on its hands: the tasks, and the results that wait to be revealed. */
final class Workbench {
  private final MeshNode.Ports ports;
  private final String nodeId;
  private final Consumer<Message> say;
  private final Consumer<Runnable> enqueue;
  private final Governor governor;
  private final ModelShelf shelf;
  private final Deque<TaskRun> runs = new ArrayDeque<>();
  private final Map<String, Sealed> committed = new LinkedHashMap<>();

  private boolean engineBusy;
  private String trouble = "";

  /** Nothing is computed, whatever there is to do. */
  private boolean resting;

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
    this.shelf = new ModelShelf(ports.engine(), say, enqueue);
    this.governor = new Governor(cpuCapPercent, ports.clock().monotonicMillis());
  }

  void cap(int percent) {
    governor.cap(percent, ports.clock().monotonicMillis());
  }

  void conditions(Conditions conditions) {
    governor.conditions(conditions, ports.clock().monotonicMillis());
  }

  /**
   * Goes by what the governor says now. A node that rests gives its tasks back, and the seed gives
   * it no more until it says that its model is ready again.
   */
  void govern(long nowMillis) {
    Decision decision = governor.decide(nowMillis);
    boolean rested = resting;
    resting = decision.rests();
    Pause why = decision.why();
    if (resting && !rested && why != null) {
      runs.clear();
      shelf.rest(why);
    } else if (rested && !resting) {
      shelf.resume();
    }
  }

  /** Loads a model; an answer goes out when it is done. */
  void prepare(ModelSpec model) {
    shelf.prepare(model);
  }

  void assign(Message.Assign assign) {
    ModelSpec model = shelf.ready();
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

  /**
   * Starts the next slice when the engine is free and the governor allows; false when it did not.
   */
  boolean runNext(long nowMillis) {
    govern(nowMillis);
    TaskRun run = runs.peekFirst();
    if (run == null || engineBusy || nowMillis < governor.readyAtMillis()) {
      return false;
    }
    engineBusy = true;
    TokenBatch slice = run.nextSlice(governor);
    Governor.Run booked = governor.begin(run.model(), slice, nowMillis);
    ports
        .engine()
        .run(run.model(), slice, outcome -> enqueue.accept(() -> ran(run, booked, outcome)));
    return true;
  }

  private void ran(TaskRun run, Governor.Run booked, Engine.Ran outcome) {
    engineBusy = false;
    switch (outcome) {
      case Engine.Ran.Computed computed -> {
        governor.ran(booked, computed.busyMicros(), ports.clock().monotonicMillis());
        advance(run, computed.vectors());
      }
      case Engine.Ran.Failed failed -> {
        governor.failed(booked);
        giveUp(run, failed.reason());
      }
    }
  }

  private void advance(TaskRun run, float[] vectors) {
    if (run != runs.peekFirst()) {
      return;
    }
    if (!run.accept(vectors)) {
      giveUp(run, "the engine gave " + vectors.length + " values");
    } else if (run.finished()) {
      trouble = "";
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
    shelf.clear();
  }

  long wakeAtMillis() {
    long look = governor.wakeAtMillis(ports.clock().monotonicMillis());
    return runs.isEmpty() || engineBusy ? look : Math.min(look, governor.readyAtMillis());
  }

  NodeStatus.Phase phase(long nowMillis) {
    if (resting) {
      return NodeStatus.Phase.PAUSED;
    }
    if (shelf.ready() == null) {
      return NodeStatus.Phase.PREPARING;
    }
    if (runs.isEmpty()) {
      return NodeStatus.Phase.IDLE;
    }
    return waits(nowMillis) == null ? NodeStatus.Phase.WORKING : NodeStatus.Phase.PAUSED;
  }

  /** Why less is computed than the visitor allows, or nothing; null when neither. */
  @Nullable Pause pause(long nowMillis) {
    Pause why = governor.decide(nowMillis).why();
    return why == null ? waits(nowMillis) : why;
  }

  /** What a task waits for though the engine is free; null when none does. */
  private @Nullable Pause waits(long nowMillis) {
    return runs.isEmpty() || engineBusy ? null : governor.waiting(nowMillis);
  }

  String purpose() {
    TaskRun run = runs.peekFirst();
    return run == null ? "" : run.purpose();
  }

  /** What last went wrong, or empty. */
  String trouble() {
    return shelf.trouble().isEmpty() ? trouble : shelf.trouble();
  }

  int busyPercent(long nowMillis) {
    return governor.busyPercent(nowMillis);
  }

  int cpuPercent(long nowMillis) {
    return governor.cpuPercent(nowMillis);
  }
}
