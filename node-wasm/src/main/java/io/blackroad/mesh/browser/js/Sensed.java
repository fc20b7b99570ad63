package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What {@code sensors.js} tells: the fields of {@code Conditions}, by the same numbers. */
public interface Sensed extends JSObject {
  @JSProperty("charging")
  boolean isCharging();

  @JSProperty
  int getBatteryPercent();

  @JSProperty
  int getPressure();

  @JSProperty
  int getSigns();
}
