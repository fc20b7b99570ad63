package io.blackroad.mesh.govern;

/**
 * What the device and its visitor are at, as the page's sensors tell.
 *
 * @param hidden whether nobody can see the page
 * @param restsHidden whether the visitor wants the node to rest then
 * @param charging whether the device runs on mains; true where the browser does not tell
 * @param batteryPercent 0 to 100, or {@link #BATTERY_UNKNOWN}
 * @param dataSaver whether the visitor asked for less use of the network
 * @param userActive whether the visitor used the page within the last second
 */
public record Conditions(
    boolean hidden,
    boolean restsHidden,
    boolean charging,
    int batteryPercent,
    boolean dataSaver,
    Pressure pressure,
    boolean userActive) {
  /** The browser does not tell. */
  public static final int BATTERY_UNKNOWN = -1;

  /** A device on mains that nobody is using. */
  public static final Conditions CALM =
      new Conditions(false, false, true, BATTERY_UNKNOWN, false, Pressure.UNKNOWN, false);
}
