package io.blackroad.mesh.port;

import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.function.Consumer;

/**
 * Runs models. Calls return at once; outcomes come later, once each, on the actor's thread. At most
 * one {@link #prepare} and one {@link #run} are under way at any time; neither can be interrupted
 * except by {@link #close}.
 */
public interface Engine {
  /** Which results are comparable bit for bit: same name, same bits. E.g. {@code ort-web-wasm}. */
  String engineClass();

  /** Memory of the device in MiB as far as the platform tells; 0 when it does not. */
  default int memoryMib() {
    return 0;
  }

  /** Loads {@code model} (fetching it if need be, checked against its hash) until it can run. */
  void prepare(ModelSpec model, Consumer<Prepared> done);

  /**
   * Computes one vector per sequence: pooled, of length 1. {@code batch} holds one sequence unless
   * {@link ModelSpec#batchable()}.
   */
  void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done);

  /** Ends everything now; outcomes still due are dropped. Idempotent. */
  void close();

  /** What came of {@link #prepare}. */
  sealed interface Prepared {
    /** The model can run; {@code cached} when no byte of it was downloaded. */
    record Ready(boolean cached) implements Prepared {}

    /** It cannot; {@code reason} is for a person. */
    record Unavailable(String reason) implements Prepared {}
  }

  /** What came of {@link #run}. */
  sealed interface Ran {
    /**
     * Vectors row by row, {@code batch.size() * model.dimensions()} values; {@code busyMicros} is
     * wall time that the engine was at work, its handling of the call included.
     */
    record Computed(float[] vectors, long busyMicros) implements Ran {}

    /** No result; {@code reason} is for a person. */
    record Failed(String reason) implements Ran {}
  }
}
