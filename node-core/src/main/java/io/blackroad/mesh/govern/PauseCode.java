package io.blackroad.mesh.govern;

/**
 * Why a node rests, or does less than it may. The names on the wire never change. Not an enum: that
 * costs a visitor's download twice as much.
 */
public final class PauseCode {
  /** It has used its share and waits until it may go on. */
  public static final PauseCode CPU_LIMIT = new PauseCode("cpu-limit");

  /** The device runs on its battery. */
  public static final PauseCode ON_BATTERY = new PauseCode("on-battery");

  /** And that is nearly empty. */
  public static final PauseCode BATTERY_LOW = new PauseCode("battery-low");

  /** The visitor asked their browser for less use of the network. */
  public static final PauseCode DATA_SAVER = new PauseCode("data-saver");

  /** The device is hard at work. */
  public static final PauseCode PRESSURE = new PauseCode("pressure");

  /** The device has become slow: hot, or overloaded by others. */
  public static final PauseCode THERMAL = new PauseCode("thermal");

  /** The visitor is using the page. */
  public static final PauseCode USER_ACTIVE = new PauseCode("user-active");

  /** Nobody sees the page, and the visitor wants rest then. */
  public static final PauseCode HIDDEN = new PauseCode("hidden");

  /** What the visitor agreed to has come to its end; only they can begin anew. */
  public static final PauseCode CONSENT_EXPIRED = new PauseCode("consent-expired");

  /** The seed does not take the node. */
  public static final PauseCode SEED_REFUSED = new PauseCode("seed-refused");

  private final String wireName;

  private PauseCode(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
