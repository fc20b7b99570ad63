package io.blackroad.mesh.browser;

import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.function.Consumer;

/**
 * Lets an engine load only the runtime that the log names. The file itself is held against the same
 * hash where it is loaded, so no other bytes run.
 *
 * @param runtimeHash as {@code ModelSpec} writes it
 */
record RuntimeGuard(Engine engine, String runtimeHash, Actor actor) implements Engine {
  @Override
  public String engineClass() {
    return engine.engineClass();
  }

  @Override
  public int memoryMib() {
    return engine.memoryMib();
  }

  @Override
  public void prepare(ModelSpec model, Consumer<Prepared> done) {
    if (model.runtimeHash().equals(runtimeHash)) {
      engine.prepare(model, done);
      return;
    }
    String reason = model.name() + ": the log does not name its runtime " + model.runtimeHash();
    actor.enqueue(() -> done.accept(new Prepared.Unavailable(reason)));
  }

  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    engine.run(model, batch, done);
  }

  @Override
  public void close() {
    engine.close();
  }
}
