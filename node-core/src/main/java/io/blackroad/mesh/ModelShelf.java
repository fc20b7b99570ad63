package io.blackroad.mesh;

import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.wire.Message;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The model that a node's engine holds, and what the seed is told of it. While the node rests,
 * nothing is fetched and the seed is told that no model is ready, so that it sends no tasks.
 */
final class ModelShelf {
  private final Engine engine;
  private final Consumer<Message> say;
  private final Consumer<Runnable> enqueue;

  private @Nullable ModelSpec loading;
  private @Nullable ModelSpec loaded;
  private boolean resting;

  /** A model that was asked for while the node rested, to be loaded afterwards. */
  private @Nullable ModelSpec postponed;

  private String trouble = "";

  ModelShelf(Engine engine, Consumer<Message> say, Consumer<Runnable> enqueue) {
    this.engine = engine;
    this.say = say;
    this.enqueue = enqueue;
  }

  /** Loads a model; an answer goes out when it is done. */
  void prepare(ModelSpec model) {
    if (resting) {
      postponed = postponed == null ? model : postponed;
      unready(model);
    } else if (model.equals(loaded)) {
      say.accept(new Message.Ready(model.name(), true));
    } else {
      loaded = null;
      loading = model;
      engine.prepare(model, outcome -> enqueue.accept(() -> prepared(model, outcome)));
    }
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
        if (!resting) {
          say.accept(new Message.Ready(model.name(), ready.cached()));
        }
      }
      case Engine.Prepared.Unavailable unavailable -> {
        trouble = unavailable.reason();
        say.accept(new Message.Unready(model.name(), unavailable.reason()));
      }
    }
  }

  /** The node rests from now on. What is being fetched is fetched: the engine cannot be told. */
  void rest() {
    resting = true;
    ModelSpec model = loaded == null ? loading : loaded;
    if (model != null) {
      unready(model);
    }
  }

  /** Why it rests is between the visitor and their device. */
  private void unready(ModelSpec model) {
    say.accept(new Message.Unready(model.name(), "resting"));
  }

  /** The node works again: what it holds is ready, and what was asked for meanwhile is loaded. */
  void resume() {
    resting = false;
    ModelSpec model = loaded == null && loading == null ? postponed : loaded;
    postponed = null;
    if (model != null) {
      prepare(model);
    }
  }

  /** The seed listens from now on: what it asked a moment earlier is answered. */
  void joined() {
    ModelSpec model = loaded == null ? loading : loaded;
    if (resting && model != null) {
      unready(model);
    } else if (!resting && loaded != null) {
      say.accept(new Message.Ready(loaded.name(), true));
    }
  }

  /** The model that may be run now, or null. */
  @Nullable ModelSpec ready() {
    return resting ? null : loaded;
  }

  /** Why the last model could not be loaded, or empty. */
  String trouble() {
    return trouble;
  }

  /** The engine is closed. */
  void clear() {
    loaded = null;
    loading = null;
    postponed = null;
  }
}
