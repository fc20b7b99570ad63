package io.blackroad.mesh.govern;

/** Why a node rests or does less, as its visitor is shown it. */
public final class Pause {
  /** Nobody here knows: it is not the node's to decide. */
  public static final long WHEN_UNKNOWN = -1;

  private final PauseCode code;
  private final long nextCheckMillis;

  /**
   * @param nextCheckMillis how long until it looks whether that is over, or {@link #WHEN_UNKNOWN}
   */
  public Pause(PauseCode code, long nextCheckMillis) {
    this.code = code;
    this.nextCheckMillis = nextCheckMillis;
  }

  public PauseCode code() {
    return code;
  }

  public long nextCheckMillis() {
    return nextCheckMillis;
  }
}
