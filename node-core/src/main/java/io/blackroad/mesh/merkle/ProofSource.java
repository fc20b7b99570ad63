package io.blackroad.mesh.merkle;

import java.util.function.Consumer;

/**
 * Proofs about old parts of a log, which have to be read back from where it is kept. A port like
 * those in {@code mesh.port}; it stands here because its nouns do.
 */
public interface ProofSource {
  /**
   * Hands {@code done}, once, now or later, on the actor's thread, the proof that the log of {@code
   * size1} entries is the beginning of that of {@code size2}; all of them are durable, and {@code 1
   * <= size1 <= size2}.
   */
  void consistency(long size1, long size2, Consumer<ConsistencyProof> done);
}
