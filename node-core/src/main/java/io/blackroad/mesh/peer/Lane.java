package io.blackroad.mesh.peer;

/**
 * Frames of one lane are numbered and arrive in order; lanes do not wait for each other. A route
 * with channels has one for each lane.
 */
public enum Lane {
  /** Messages and signals: little, and urgent. Also carries what is not numbered. */
  CONTROL,
  /** Streams. */
  BULK;

  /** Its place in an array that has one for each lane; also its number in a frame. */
  int index() {
    return this == CONTROL ? 0 : 1;
  }
}
