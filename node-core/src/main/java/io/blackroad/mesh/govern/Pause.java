package io.blackroad.mesh.govern;

/**
 * Why a node rests or does less, as its visitor is shown it.
 *
 * @param nextCheckMillis how long until it looks whether that is over, or {@link #WHEN_UNKNOWN}
 */
public record Pause(PauseCode code, long nextCheckMillis) {
  /** Nobody here knows: it is not the node's to decide. */
  public static final long WHEN_UNKNOWN = -1;
}
