package io.blackroad.mesh.browser.seal;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.js.SealPart;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/** The node's engine, which {@code node.wasm} has prepared for the model. */
final class OutsideEngine implements Engine {
  private final SealPart.Compute compute;
  private final Actor actor;

  OutsideEngine(SealPart.Compute compute, Actor actor) {
    this.compute = compute;
    this.actor = actor;
  }

  @Override
  public String engineClass() {
    return "";
  }

  @Override
  public void prepare(ModelSpec model, Consumer<Prepared> done) {
    actor.enqueue(() -> done.accept(new Prepared.Ready(true)));
  }

  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    compute.compute(
        Int32Array.copyFromJavaArray(batch.sequences().get(0)),
        (numbers, busyMicros, failure) -> {
          Ran ran = ran(numbers, (long) busyMicros, failure);
          actor.enqueue(() -> done.accept(ran));
        });
  }

  private static Ran ran(@Nullable Float32Array numbers, long busyMicros, String failure) {
    return numbers == null
        ? new Ran.Failed(failure)
        : new Ran.Computed(numbers.copyToJavaArray(), busyMicros);
  }

  @Override
  public void close() {}
}
