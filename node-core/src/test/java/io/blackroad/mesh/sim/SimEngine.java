package io.blackroad.mesh.sim;

import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.function.Consumer;

/**
 * Computes a fixed function of the token ids, in simulated time; may lie, fail or round
 * differently.
 */
public final class SimEngine implements Engine {
  /** Texts that a late liar computes well: enough to be believed on its word. */
  private static final int HONEST_TEXTS = 600;

  /** How an engine behaves. */
  public enum Manner {
    HONEST,
    /** Adds its own error to every vector. */
    LIAR,
    /** Honest for its first {@link #HONEST_TEXTS} texts, a liar from then on. */
    LATE_LIAR,
    /** Adds the same error as all other colluders. */
    COLLUDER,
    /** Never finishes a run. */
    STUCK
  }

  private final SimClock clock;
  private final String engineClass;
  private final int microsPerToken;
  private final Manner manner;
  private final float lie;
  private boolean closed;
  private int computed;

  public SimEngine(
      SimClock clock, String engineClass, int microsPerToken, Manner manner, float lie) {
    this.clock = clock;
    this.engineClass = engineClass;
    this.microsPerToken = microsPerToken;
    this.manner = manner;
    this.lie = lie;
  }

  @Override
  public String engineClass() {
    return engineClass;
  }

  @Override
  public void prepare(ModelSpec model, Consumer<Prepared> done) {
    boolean unreadable = SealedModel.open(model) != null; // SealedEngine asks for open ones
    clock.after(
        500,
        () ->
            done.accept(
                unreadable
                    ? new Prepared.Unavailable("texts are sealed, and not for this node")
                    : new Prepared.Ready(false)));
  }

  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    if (manner == Manner.STUCK) {
      return;
    }
    long micros = (long) batch.tokens() * microsPerToken;
    computed += batch.size();
    float[] vectors = vectors(model, batch);
    clock.after(
        micros / 1_000 + 1,
        () -> {
          if (!closed) {
            done.accept(new Ran.Computed(vectors, micros));
          }
        });
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Texts that it was asked to compute. */
  int computed() {
    return computed;
  }

  private float[] vectors(ModelSpec model, TokenBatch batch) {
    float[] vectors = new float[batch.size() * model.dimensions()];
    for (int row = 0; row < batch.size(); row++) {
      float[] vector = honest(batch.sequences().get(row), model.dimensions());
      for (int i = 0; i < vector.length; i++) {
        float noise = engineClass.equals("sim-wasm") ? 0 : 1e-6f;
        vectors[row * vector.length + i] = vector[i] + noise + (i == 0 ? error() : 0);
      }
    }
    return vectors;
  }

  private float error() {
    return switch (manner) {
      case LIAR -> lie;
      case LATE_LIAR -> computed > HONEST_TEXTS ? lie : 0;
      case COLLUDER -> 0.5f;
      default -> 0;
    };
  }

  /** What an honest node of class {@code sim-wasm} answers. */
  public static float[] honest(int[] ids, int dimensions) {
    long seed = 17;
    for (int id : ids) {
      seed = seed * 31 + id;
    }
    SimRandom random = new SimRandom(seed);
    float[] vector = new float[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (random.below(2_001) - 1_000) / 1_000f;
      squares += (double) vector[i] * vector[i];
    }
    float norm = (float) Math.sqrt(squares + 1e-9);
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= norm;
    }
    return vector;
  }
}
