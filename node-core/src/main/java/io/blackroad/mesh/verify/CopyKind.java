package io.blackroad.mesh.verify;

/** Why a copy of a task was given out. All weigh the same when they are counted. */
public enum CopyKind {
  /** The first copy, placed where it is best computed. */
  PRIMARY,
  /** One that confirms others, on a node that was drawn or on the seed, which waits for them. */
  CHECK,
  /** One more of a copy that is late, near the end of a job. */
  DUPLICATE
}
