package io.blackroad.mesh.reward;

/**
 * What kind of work is paid (facts: blackroad.md 2). The kind follows from what the seed asked for,
 * never from what a node says it has: a node that names a better engine does more tasks, it is not
 * paid more for each.
 */
public enum Rate {
  /** Being there, ready, for a credible node. */
  IDLE,
  /** Relaying and caching. */
  LIGHT,
  /** Inference. */
  ACTIVE,
  /** Tasks that only a graphics processor can do. */
  GPU
}
