package io.blackroad.mesh;

import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.wire.Message;

/**
 * Decides which model each node holds: the default at first, another once only that one has work.
 */
final class ModelPlan {
  /** Memory that a runtime takes beside the model: measured with ONNX Runtime Web, in MiB. */
  private static final int RUNTIME_MIB = 128;

  /** The file, its weights unpacked, and the intermediate values of a full batch. */
  private static final int TIMES_FILE = 4;

  private final SeedConfig config;
  private final Roster roster;
  private final Scheduler scheduler;
  private final Clock clock;

  ModelPlan(SeedConfig config, TaskFloor.Desk desk, Clock clock) {
    this.config = config;
    this.roster = desk.roster();
    this.scheduler = desk.scheduler();
    this.clock = clock;
  }

  /** Gives a node that holds no model the one that is most likely to be asked for. */
  void first(Session session) {
    Worker worker = session.worker;
    if (worker == null) {
      return;
    }
    for (String waiting : scheduler.waitingModels()) {
      if (prepare(session, worker, waiting)) {
        return;
      }
    }
    for (SeedConfig.OfferedModel offered : config.models()) {
      if (prepare(session, worker, offered.spec().name())) {
        return;
      }
    }
  }

  /** Has a node that took over from another tab load the model that its tasks are of. */
  void again(Session session, Worker worker) {
    if (worker.model().isEmpty() || !prepare(session, worker, worker.model())) {
      first(session);
    }
  }

  private boolean prepare(Session session, Worker worker, String model) {
    SeedConfig.OfferedModel offered = config.model(model);
    if (offered == null || !worker.canRun(model)) {
      return false;
    }
    if (!worker.fits(memoryMib(offered.spec()))) {
      worker.cannotRun(model);
      return false;
    }
    worker.load(model);
    update(worker);
    session.instruct(new Message.Prepare(offered.spec()));
    return true;
  }

  private static int memoryMib(ModelSpec spec) {
    return (int) Math.min(Integer.MAX_VALUE, RUNTIME_MIB + TIMES_FILE * (spec.modelBytes() >> 20));
  }

  private void update(Worker worker) {
    scheduler.update(worker, clock.monotonicMillis());
  }

  void ready(Session session, Message.Ready ready) {
    Worker worker = session.worker;
    if (worker == null) {
      return;
    }
    if (worker.model().isEmpty() && config.model(ready.model()) != null) {
      worker.recovered(); // it had rested, and holds what it held before
      worker.load(ready.model());
    }
    if (ready.model().equals(worker.model())) {
      worker.loaded();
      update(worker);
    }
  }

  void unready(Session session, Message.Unready unready) {
    Worker worker = session.worker;
    if (worker != null && unready.model().equals(worker.model())) {
      worker.cannotRun(unready.model());
      update(worker);
      first(session);
    }
  }

  /** Moves a node that has nothing to do to a model that has work, or lacks a voice. */
  void rebalance() {
    for (String waiting : scheduler.waitingModels()) {
      Worker idle = scheduler.idleFor(waiting);
      Session session = idle == null ? null : roster.ofNode(idle.nodeId());
      if (idle != null && session != null && !prepare(session, idle, waiting)) {
        update(idle);
      }
    }
    scheduler.rebalanced();
  }
}
