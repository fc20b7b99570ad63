package io.blackroad.mesh;

import io.blackroad.mesh.schedule.TaskQueue;
import io.blackroad.mesh.wire.Message;
import java.util.function.BiConsumer;

/**
 * Decides which model each node holds: the default at first, another once only that one has work.
 */
final class ModelPlan {
  private final SeedConfig config;
  private final Roster roster;
  private final TaskQueue queue;
  private final BiConsumer<Session, Message> send;

  ModelPlan(SeedConfig config, Roster roster, TaskQueue queue, BiConsumer<Session, Message> send) {
    this.config = config;
    this.roster = roster;
    this.queue = queue;
    this.send = send;
  }

  /** Gives a node that holds no model the one that is most likely to be asked for. */
  void first(Session session) {
    for (String waiting : queue.modelsWaiting()) {
      if (prepare(session, waiting)) {
        return;
      }
    }
    for (SeedConfig.OfferedModel offered : config.models()) {
      if (prepare(session, offered.spec().name())) {
        return;
      }
    }
  }

  private boolean prepare(Session session, String model) {
    SeedConfig.OfferedModel offered = config.model(model);
    if (offered == null || session.unready.contains(model)) {
      return false;
    }
    session.model = model;
    session.modelReady = false;
    roster.refresh(session);
    send.accept(session, new Message.Prepare(offered.spec()));
    return true;
  }

  void ready(Session session, Message.Ready ready) {
    if (ready.model().equals(session.model)) {
      session.modelReady = true;
      roster.refresh(session);
    }
  }

  void unready(Session session, Message.Unready unready) {
    if (unready.model().equals(session.model)) {
      session.unready.add(unready.model());
      session.model = "";
      session.modelReady = false;
      roster.refresh(session);
      first(session);
    }
  }

  /** Moves a node that has nothing to do to a model that has work and too few nodes. */
  void rebalance() {
    for (String waiting : queue.modelsWaiting()) {
      Session idle =
          roster.nextFree(
              free ->
                  !free.model.equals(waiting)
                      && !free.unready.contains(waiting)
                      && free.leases.isEmpty()
                      && free.committed.isEmpty()
                      && !queue.hasWork(free.model)
                      && (!free.trusted || !roster.anyVisitor(waiting, visitor -> true)));
      if (idle != null) {
        prepare(idle, waiting);
      }
    }
  }
}
