package io.blackroad.mesh.govern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what a node rests. Each rule holds at once when its condition is seen, and until the condition
 * has been gone for the rule's own time; of all that hold the strictest decides.
 */
final class Rules {
  /** Under this share of its charge a battery is the visitor's alone. */
  static final int BATTERY_LOW_PERCENT = 20;

  /** A plug that is being moved makes and breaks contact for some seconds. */
  static final long BATTERY_HOLD_MILLIS = 10_000;

  /** Switched by hand; so that trying it out does not load a model twice. */
  static final long DATA_SAVER_HOLD_MILLIS = 10_000;

  /** The browser smooths over a second or more; a device cools within tens of seconds. */
  static final long PRESSURE_HOLD_MILLIS = 10_000;

  /** The same after more. */
  static final long CRITICAL_HOLD_MILLIS = 30_000;

  /** Critical for so long is heat, not a moment's load. */
  static final long CRITICAL_MILLIS = 60_000;

  /** A case takes minutes to cool; a minute is what a visitor can be told. */
  static final long THERMAL_HOLD_MILLIS = 60_000;

  /** Between two gestures of somebody who reads and scrolls pass some seconds. */
  static final long ACTIVE_HOLD_MILLIS = 3_000;

  /** Tabs are leafed through. */
  static final long HIDDEN_HOLD_MILLIS = 3_000;

  /** Of what the visitor allows, while they use the page or the device is hard at work. */
  static final int LESS_PERCENT = 50;

  /** The sensors are read anew at least this often. */
  static final long CHECK_MILLIS = 10_000;

  private final Latch batteryLow = new Latch(PauseCode.BATTERY_LOW, BATTERY_HOLD_MILLIS);
  private final Latch dataSaver = new Latch(PauseCode.DATA_SAVER, DATA_SAVER_HOLD_MILLIS);
  private final Latch thermal = new Latch(PauseCode.THERMAL, THERMAL_HOLD_MILLIS);
  private final Latch critical = new Latch(PauseCode.PRESSURE, CRITICAL_HOLD_MILLIS);
  private final Latch hidden = new Latch(PauseCode.HIDDEN, HIDDEN_HOLD_MILLIS);
  private final Latch onBattery = new Latch(PauseCode.ON_BATTERY, BATTERY_HOLD_MILLIS);
  private final Latch serious = new Latch(PauseCode.PRESSURE, PRESSURE_HOLD_MILLIS);
  private final Latch userActive = new Latch(PauseCode.USER_ACTIVE, ACTIVE_HOLD_MILLIS);

  private final List<Latch> stopping = List.of(batteryLow, dataSaver, thermal, critical, hidden);
  private final List<Latch> lessening = List.of(serious, userActive);

  /** The sensors tell. */
  void see(Conditions now, long nowMillis) {
    boolean battery = !now.charging();
    int percent = now.batteryPercent();
    batteryLow.see(battery && percent >= 0 && percent < BATTERY_LOW_PERCENT, nowMillis);
    onBattery.see(battery, nowMillis);
    dataSaver.see(now.dataSaver(), nowMillis);
    critical.see(now.pressure() == Pressure.CRITICAL, nowMillis);
    serious.see(now.pressure() == Pressure.SERIOUS, nowMillis);
    hidden.see(now.hidden() && now.restsHidden(), nowMillis);
    userActive.see(now.userActive(), nowMillis);
  }

  /** Our own runs tell that the device is slow; a node that rests by it tells nothing more. */
  void slow(long nowMillis) {
    thermal.flash(nowMillis);
  }

  /** What may be done now. */
  Decision decide(long nowMillis) {
    if (critical.isThereFor(CRITICAL_MILLIS, nowMillis)) {
      thermal.flash(nowMillis);
    }
    Latch stops = firstOn(stopping, nowMillis);
    if (stops != null) {
      return new Decision.Stop(stops.pause(CHECK_MILLIS, nowMillis));
    }
    if (onBattery.isOn(nowMillis)) {
      return new Decision.RelayOnly(onBattery.pause(CHECK_MILLIS, nowMillis));
    }
    Latch lessens = firstOn(lessening, nowMillis);
    return lessens == null
        ? new Decision.Run()
        : new Decision.RunLess(LESS_PERCENT, lessens.pause(CHECK_MILLIS, nowMillis));
  }

  private static @Nullable Latch firstOn(List<Latch> latches, long nowMillis) {
    for (Latch latch : latches) {
      if (latch.isOn(nowMillis)) {
        return latch;
      }
    }
    return null;
  }

  /** When something of this ends by itself, {@code Long.MAX_VALUE} for never. */
  long wakeAtMillis(long nowMillis) {
    long wake = onBattery.wakeAtMillis(nowMillis);
    for (Latch latch : stopping) {
      wake = Math.min(wake, latch.wakeAtMillis(nowMillis));
    }
    for (Latch latch : lessening) {
      wake = Math.min(wake, latch.wakeAtMillis(nowMillis));
    }
    return wake;
  }
}
