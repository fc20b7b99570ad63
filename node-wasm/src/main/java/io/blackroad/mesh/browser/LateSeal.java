package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.DeviceKey;
import io.blackroad.mesh.browser.js.SealPart;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.witness.CodeManifest;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * An engine that has sealed texts opened and vectors sealed by {@code seal.wasm}, which it fetches
 * for the first of them: most visitors never compute any.
 */
final class LateSeal implements Engine {
  private static final String FILE = "mesh/seal.wasm";

  private final Engine plain;
  private final CodeManifest code;
  private final DeviceKey key;
  private final Actor actor;
  private @Nullable SealPart part;

  /** The open model of what runs now. */
  private @Nullable ModelSpec open;

  LateSeal(Engine plain, CodeManifest code, DeviceKey key, Actor actor) {
    this.plain = plain;
    this.code = code;
    this.key = key;
    this.actor = actor;
  }

  @Override
  public String engineClass() {
    return plain.engineClass();
  }

  @Override
  public int memoryMib() {
    return plain.memoryMib();
  }

  @Override
  public void prepare(ModelSpec model, Consumer<Prepared> done) {
    ModelSpec opened = SealedModel.open(model);
    if (opened == null) {
      plain.prepare(model, done);
    } else {
      JSPromise.runAsync(() -> load(model, opened, done));
    }
  }

  /** Suspends. */
  private void load(ModelSpec model, ModelSpec opened, Consumer<Prepared> done) {
    try {
      SealPart loaded = part;
      if (loaded == null) {
        loaded = Await.value(SealPart.Code.open(LateCode.checked(code, FILE)));
        loaded.begin(key, this::compute);
        part = loaded;
      }
      loaded.prepare(
          model.name(), model.modelHash(), (none, zero, problem) -> then(opened, problem, done));
    } catch (BrowserFailure failure) {
      then(opened, String.valueOf(failure.getMessage()), done);
    }
  }

  private void then(ModelSpec opened, String problem, Consumer<Prepared> done) {
    actor.enqueue(
        () -> {
          if (problem.isEmpty()) {
            plain.prepare(opened, done);
          } else {
            done.accept(new Prepared.Unavailable(problem));
          }
        });
  }

  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    ModelSpec opened = SealedModel.open(model);
    SealPart sealed = part;
    if (opened == null || sealed == null) {
      plain.run(model, batch, done);
      return;
    }
    open = opened;
    sealed.run(
        model.name(),
        model.modelHash(),
        Int32Array.copyFromJavaArray(batch.sequences().get(0)),
        (numbers, busyMicros, failure) -> {
          Ran ran = ran(numbers, busyMicros, failure);
          actor.enqueue(() -> done.accept(ran));
        });
  }

  private static Ran ran(@Nullable Float32Array numbers, double busyMicros, String failure) {
    return numbers == null
        ? new Ran.Failed(failure)
        : new Ran.Computed(numbers.copyToJavaArray(), (long) busyMicros);
  }

  /** Computes what {@code seal.wasm} has opened. */
  private void compute(Int32Array ids, SealPart.Answer answer) {
    TokenBatch text = new TokenBatch(List.of(ids.copyToJavaArray()));
    actor.enqueue(
        () -> {
          ModelSpec model = open;
          if (model != null) {
            plain.run(model, text, ran -> answer(ran, answer));
          }
        });
  }

  private static void answer(Ran ran, SealPart.Answer answer) {
    switch (ran) {
      case Ran.Computed computed ->
          answer.answer(
              Float32Array.copyFromJavaArray(computed.vectors()),
              (double) computed.busyMicros(),
              "");
      case Ran.Failed failed -> answer.answer(null, 0, failed.reason());
    }
  }

  @Override
  public void close() {
    plain.close();
  }
}
