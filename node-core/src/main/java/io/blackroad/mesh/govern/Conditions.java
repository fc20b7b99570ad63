package io.blackroad.mesh.govern;

/** What the device and its visitor are at, as the page's sensors tell. */
public final class Conditions {
  /** Nothing that the node should mind, or the browser does not tell. */
  public static final int PRESSURE_NONE = 0;

  /** Others notice: the device is hot, or short of time for everybody. */
  public static final int PRESSURE_SERIOUS = 1;

  /** The device is about to protect itself. */
  public static final int PRESSURE_CRITICAL = 2;

  /** The browser does not tell. */
  public static final int BATTERY_UNKNOWN = -1;

  /** A device on mains that nobody is using. */
  public static final Conditions CALM = new Conditions(true, BATTERY_UNKNOWN, PRESSURE_NONE, 0);

  /** Of {@link #signs}: the page cannot be seen, and the visitor wants the node to rest then. */
  public static final int HIDDEN = 1;

  /** Of {@link #signs}: the visitor asked for less use of the network. */
  public static final int DATA_SAVER = 2;

  /** Of {@link #signs}: the visitor used the page within the last second. */
  public static final int USER_ACTIVE = 4;

  private final boolean charging;
  private final int batteryPercent;
  private final int pressure;
  private final int signs;

  /**
   * @param charging whether the device runs on mains; true where the browser does not tell
   * @param batteryPercent 0 to 100, or {@link #BATTERY_UNKNOWN}
   * @param pressure how hard the device is at work in all, as the Compute Pressure API tells
   * @param signs sum of what holds of {@link #HIDDEN}, {@link #DATA_SAVER}, {@link #USER_ACTIVE}
   */
  public Conditions(boolean charging, int batteryPercent, int pressure, int signs) {
    this.charging = charging;
    this.batteryPercent = batteryPercent;
    this.pressure = pressure;
    this.signs = signs;
  }

  boolean charging() {
    return charging;
  }

  int batteryPercent() {
    return batteryPercent;
  }

  int pressure() {
    return pressure;
  }

  boolean has(int sign) {
    return (signs & sign) != 0;
  }
}
