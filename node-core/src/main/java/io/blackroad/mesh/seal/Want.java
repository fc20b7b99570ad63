package io.blackroad.mesh.seal;

/**
 * A node asks for the content key of a block, of which it was given a text to compute.
 *
 * @param job the submitter's name for it
 * @param proof that the key is the node's
 */
public record Want(String job, int block, String nodeId, SealKeyProof proof) {
  /** Which question an answer is to: a node asks for a block once at a time. */
  public record Asked(String job, int block, String nodeId) {}

  /** Which question this is. */
  public Asked asked() {
    return new Asked(job, block, nodeId);
  }

  /** What is answered. */
  public sealed interface Answer {
    record Granted(Hpke.Message grant) implements Answer {}

    /** Nothing was granted; {@code reason} is for a person. */
    record Refused(String reason) implements Answer {}
  }
}
