package io.blackroad.mesh.govern;

/** Why a node rests, or does less than it may. The names on the wire never change. */
public enum PauseCode {
  /** It has used its share and waits until it may go on. */
  CPU_LIMIT("cpu-limit"),
  /** The device runs on its battery. */
  ON_BATTERY("on-battery"),
  /** And that is nearly empty. */
  BATTERY_LOW("battery-low"),
  /** The visitor asked their browser for less use of the network. */
  DATA_SAVER("data-saver"),
  /** The device is hard at work. */
  PRESSURE("pressure"),
  /** The device has become slow: hot, or overloaded by others. */
  THERMAL("thermal"),
  /** The visitor is using the page. */
  USER_ACTIVE("user-active"),
  /** Nobody sees the page, and the visitor wants rest then. */
  HIDDEN("hidden"),
  /** The seed does not take the node. */
  SEED_REFUSED("seed-refused");

  private final String wireName;

  PauseCode(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
