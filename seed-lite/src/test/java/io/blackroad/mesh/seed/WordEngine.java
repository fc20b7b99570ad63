package io.blackroad.mesh.seed;

import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.sim.SimEngine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Computes a fixed function of the token ids at once; may be held back. */
public final class WordEngine implements Engine {
  private final Executor actor;
  private final boolean stuck;

  /**
   * @param stuck whether runs never end
   */
  public WordEngine(Executor actor, boolean stuck) {
    this.actor = actor;
    this.stuck = stuck;
  }

  /** What it computes for one sequence. */
  public static float[] vector(int[] ids) {
    return SimEngine.honest(ids, WordModel.DIMENSIONS);
  }

  @Override
  public String engineClass() {
    return "words";
  }

  @Override
  public void prepare(ModelSpec model, Consumer<Prepared> done) {
    Prepared outcome =
        SealedModel.open(model) == null // a sealed engine asks for open ones
            ? new Prepared.Ready(true)
            : new Prepared.Unavailable("texts are sealed, and not for this node");
    actor.execute(() -> done.accept(outcome));
  }

  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    if (stuck) {
      return;
    }
    float[] vectors = new float[batch.size() * WordModel.DIMENSIONS];
    for (int row = 0; row < batch.size(); row++) {
      float[] vector = vector(batch.sequences().get(row));
      System.arraycopy(vector, 0, vectors, row * vector.length, vector.length);
    }
    actor.execute(() -> done.accept(new Ran.Computed(vectors, 1)));
  }

  @Override
  public void close() {}
}
