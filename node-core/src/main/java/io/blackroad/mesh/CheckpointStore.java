package io.blackroad.mesh;

import java.util.function.Supplier;

/**
 * Where a node puts down how far its tasks are, for whoever goes on with them: the next tab, once
 * this one is gone. Never blocks; called on the actor's thread; may fail or come too late without a
 * word, and then the work is done again elsewhere.
 */
public interface CheckpointStore {
  /** Of a node that nobody goes on for. */
  CheckpointStore NONE = newest -> {};

  /**
   * The tasks have changed: what was kept before is to be replaced. Whoever writes slowly may leave
   * out all but the last of such calls.
   *
   * @param newest gives, whenever it is asked on the actor's thread, what is to be kept then
   *     ({@code Checkpoint}); empty when nothing is under way, and nothing needs to be kept
   */
  void save(Supplier<byte[]> newest);
}
