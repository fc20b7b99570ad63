package io.blackroad.mesh.sim;

import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.function.Consumer;

/** An engine whose answers wake the node that waits for them. */
record WakingEngine(Engine engine, Runnable wake) implements Engine {
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
    engine.prepare(model, outcome -> waking(done, outcome));
  }

  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    engine.run(model, batch, outcome -> waking(done, outcome));
  }

  private <T> void waking(Consumer<T> done, T outcome) {
    done.accept(outcome);
    wake.run();
  }

  @Override
  public void close() {
    engine.close();
  }
}
