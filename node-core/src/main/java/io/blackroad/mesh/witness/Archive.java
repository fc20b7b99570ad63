package io.blackroad.mesh.witness;

/**
 * What a node keeps across sessions, so that a seed cannot wait for it to forget. Never blocks;
 * what it is given may be stored later, and a platform without storage keeps it for the session
 * alone. Called on the actor's thread.
 */
public interface Archive {
  /** The newest checkpoint, in place of the one before. */
  void checkpoint(SignedCheckpoint newest);

  /** A receipt that holds; the oldest are dropped when there are too many. */
  void receipt(Receipt receipt);

  /** Proof of two histories; kept until the visitor discards it. */
  void evidence(Evidence evidence);
}
