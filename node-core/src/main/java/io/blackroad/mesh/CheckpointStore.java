package io.blackroad.mesh;

/**
 * Where a node puts down how far its tasks are, for whoever goes on with them: the next tab, once
 * this one is gone. Never blocks; called on the actor's thread; may fail or come too late without a
 * word, and then the work is done again elsewhere.
 */
public interface CheckpointStore {
  /** Of a node that nobody goes on for. */
  CheckpointStore NONE = encoded -> {};

  /**
   * Keeps {@code encoded} ({@code Checkpoint.encode}) in place of what was kept before.
   *
   * @param encoded empty when nothing is under way: the node may forget what it kept
   */
  void save(byte[] encoded);
}
