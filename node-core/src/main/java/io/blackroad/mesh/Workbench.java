package io.blackroad.mesh;

import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.admit.TaskAdmission;
import io.blackroad.mesh.execute.TaskRun;
import io.blackroad.mesh.govern.Conditions;
import io.blackroad.mesh.govern.Governor;
import io.blackroad.mesh.govern.Pause;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.wire.Message;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a node computes: what is run next, and when. */
final class Workbench {
  private final MeshNode.Ports ports;
  private final Consumer<Message> say;
  private final Consumer<Runnable> enqueue;
  private final Governor governor;
  private final ModelShelf shelf;
  private final TaskShelf tasks;

  private boolean engineBusy;
  private String trouble = "";

  /** Nothing is computed, whatever there is to do. */
  private boolean resting;

  /** The task that the visitor's word was read for, and allows. */
  private String allowed = "";

  private boolean linked;

  Workbench(
      MeshNode.Ports ports,
      String nodeId,
      int cpuCapPercent,
      Consumer<Message> say,
      Consumer<Runnable> enqueue) {
    this.ports = ports;
    this.say = say;
    this.enqueue = enqueue;
    this.tasks = new TaskShelf(ports, nodeId, say);
    this.shelf = new ModelShelf(ports.engine(), say, enqueue);
    this.governor = new Governor(cpuCapPercent, ports.clock().monotonicMillis());
  }

  void cap(int percent) {
    governor.cap(percent, ports.clock().monotonicMillis());
  }

  /** So many micros went by with work beside the runs of the engine. */
  void worked(long micros) {
    governor.worked(micros, ports.clock().monotonicMillis());
  }

  void conditions(Conditions conditions) {
    governor.conditions(conditions, ports.clock().monotonicMillis());
  }

  /**
   * Goes by what the governor says now. A node that rests gives its tasks back, and the seed gives
   * it no more until it says that its model is ready again.
   */
  void govern(long nowMillis) {
    boolean rested = resting;
    resting = governor.decide(nowMillis).rests();
    if (resting && !rested) {
      tasks.dropWaiting();
      shelf.rest();
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
    switch (TaskAdmission.check(assign, model, tasks.waiting())) {
      case Admission.Refused refused ->
          say.accept(new Message.Decline(assign.taskId(), refused.reason()));
      case Admission.Admitted unused -> {
        if (model != null) {
          tasks.add(assign, model);
        }
      }
    }
  }

  TaskShelf tasks() {
    return tasks;
  }

  /** The task that would be begun next, if the visitor's word allows it; empty when none would. */
  String wanting() {
    TaskRun run = tasks.first();
    return run == null || !linked || run.taskId().equals(allowed) ? "" : run.taskId();
  }

  /** The visitor's word was read for that task, and allows it. */
  void allow(String taskId) {
    allowed = taskId;
  }

  /** The seed answers: what an earlier link has left can go on. */
  void joined() {
    linked = true;
    shelf.joined();
    tasks.joined();
  }

  /** The link is gone. The tasks stay, but nothing is begun until the seed says which are ours. */
  void unlinked() {
    linked = false;
    allowed = "";
  }

  /**
   * Starts the next slice when the engine is free and the governor allows; false when it did not.
   */
  boolean runNext(long nowMillis) {
    govern(nowMillis);
    TaskRun run = tasks.first();
    if (run == null || !mayRun(run) || nowMillis < governor.readyAtMillis()) {
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

  private boolean mayRun(TaskRun run) {
    return linked
        && !engineBusy
        && run.taskId().equals(allowed)
        && run.model().equals(shelf.ready());
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
    if (run != tasks.first()) {
      return;
    }
    if (!run.accept(vectors)) {
      giveUp(run, "the engine gave " + vectors.length + " values");
    } else {
      trouble = run.finished() ? "" : trouble;
      tasks.advanced(run);
    }
  }

  private void giveUp(TaskRun run, String reason) {
    trouble = reason;
    if (tasks.drop(run)) {
      say.accept(new Message.Decline(run.taskId(), reason));
    }
  }

  void close() {
    ports.engine().close();
    shelf.clear();
  }

  long wakeAtMillis() {
    long look = governor.wakeAtMillis(ports.clock().monotonicMillis());
    return tasks.waiting() == 0 || engineBusy ? look : Math.min(look, governor.readyAtMillis());
  }

  NodeStatus.Phase phase(long nowMillis) {
    if (resting) {
      return NodeStatus.Phase.PAUSED;
    }
    if (shelf.ready() == null) {
      return NodeStatus.Phase.PREPARING;
    }
    if (tasks.waiting() == 0) {
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
    return tasks.waiting() == 0 || engineBusy ? null : governor.waiting(nowMillis);
  }

  String purpose() {
    TaskRun run = tasks.first();
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
