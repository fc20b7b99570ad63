package io.blackroad.mesh.task;

/** How sure a submitter wants to be of each result. */
public enum Confidence {
  /** One node's word is enough. */
  OFF,

  /** Two of at most three nodes have to agree. */
  QUORUM
}
