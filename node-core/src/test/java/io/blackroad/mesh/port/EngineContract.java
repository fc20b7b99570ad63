package io.blackroad.mesh.port;

import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What every {@link Engine} keeps, shown with a real model that is not batchable. */
public final class EngineContract {
  private static final int[] TEXT = {101, 7592, 2088, 102};
  private static final double LENGTH_TOLERANCE = 1e-5;

  private final Engine engine;
  private final ModelSpec model;
  private final Consumer<List<String>> done;
  private final Violations violations = new Violations();
  private float[] first = {};

  private EngineContract(Engine engine, ModelSpec model, Consumer<List<String>> done) {
    this.engine = engine;
    this.model = model;
    this.done = done;
  }

  /**
   * Begins; {@code done} hears what {@code engine} breaks. The engine is closed at the end.
   *
   * @param model one that the engine can get, whose vocabulary is BERT's
   */
  public static void check(Engine engine, ModelSpec model, Consumer<List<String>> done) {
    EngineContract contract = new EngineContract(engine, model, done);
    contract.violations.unless(!engine.engineClass().isEmpty(), "it has no class");
    engine.prepare(contract.unobtainable(), contract::refusesAModelItCannotGet);
  }

  private ModelSpec unobtainable() {
    return new ModelSpec(
        model.name() + "-missing",
        "sha256:" + "0".repeat(64),
        model.modelBytes(),
        model.runtime(),
        model.runtimeHash(),
        model.level(),
        model.dimensions(),
        model.tokensMax(),
        model.pooling(),
        model.batchable());
  }

  private void refusesAModelItCannotGet(Engine.Prepared outcome) {
    violations.unless(
        outcome instanceof Engine.Prepared.Unavailable unavailable
            && !unavailable.reason().isEmpty(),
        "a model that is nowhere is said to be ready");
    engine.prepare(model, this::isReady);
  }

  private void isReady(Engine.Prepared outcome) {
    switch (outcome) {
      case Engine.Prepared.Ready ready -> run(batch(TEXT), this::computesAVectorOfLengthOne);
      case Engine.Prepared.Unavailable unavailable -> {
        violations.unless(false, "unavailable: " + unavailable.reason());
        end();
      }
    }
  }

  private void computesAVectorOfLengthOne(Engine.Ran outcome) {
    if (outcome instanceof Engine.Ran.Computed computed) {
      first = computed.vectors();
      double squares = 0;
      for (float value : first) {
        squares += (double) value * value;
      }
      violations.unless(first.length == model.dimensions(), first.length + " values");
      violations.unless(Math.abs(squares - 1) < LENGTH_TOLERANCE, "length² " + squares);
      violations.unless(computed.busyMicros() > 0, "it took no time");
    } else {
      violations.unless(false, "failed: " + outcome);
    }
    run(batch(new int[model.tokensMax() + 1]), this::refusesTooLongAText);
  }

  private void refusesTooLongAText(Engine.Ran outcome) {
    mustFail(outcome, "a text of " + (model.tokensMax() + 1) + " tokens");
    run(batch(TEXT, TEXT), this::refusesTwoTexts);
  }

  private void refusesTwoTexts(Engine.Ran outcome) {
    mustFail(outcome, "two texts for a model that takes one at a time");
    run(batch(new int[] {101, 1 << 30, 102}), this::refusesAnUnknownToken);
  }

  private void refusesAnUnknownToken(Engine.Ran outcome) {
    mustFail(outcome, "a token that is in no vocabulary");
    run(batch(TEXT), this::computesTheSameAgain);
  }

  private void computesTheSameAgain(Engine.Ran outcome) {
    violations.unless(
        outcome instanceof Engine.Ran.Computed computed && Arrays.equals(first, computed.vectors()),
        "after failures the same text has another vector");
    end();
  }

  private void end() {
    engine.run(model, batch(TEXT), late -> done.accept(List.of("an outcome came after close")));
    engine.close();
    engine.close();
    done.accept(violations.list());
  }

  private void run(TokenBatch batch, Consumer<Engine.Ran> next) {
    engine.run(model, batch, next);
  }

  private static TokenBatch batch(int[]... sequences) {
    return new TokenBatch(List.of(sequences));
  }

  private void mustFail(Engine.Ran outcome, String what) {
    violations.unless(
        outcome instanceof Engine.Ran.Failed failed && !failed.reason().isEmpty(),
        what + " is computed");
  }
}
