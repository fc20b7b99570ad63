package io.blackroad.mesh.govern;

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

  private static final int BATTERY_LOW = 0;
  private static final int DATA_SAVER = 1;
  private static final int THERMAL = 2;
  private static final int CRITICAL = 3;
  private static final int HIDDEN = 4;
  private static final int ON_BATTERY = 5;
  private static final int SERIOUS = 6;
  private static final int USER_ACTIVE = 7;

  /** By the numbers above, the strictest first. */
  private final Latch[] latches = {
    new Latch(PauseCode.BATTERY_LOW, BATTERY_HOLD_MILLIS),
    new Latch(PauseCode.DATA_SAVER, DATA_SAVER_HOLD_MILLIS),
    new Latch(PauseCode.THERMAL, THERMAL_HOLD_MILLIS),
    new Latch(PauseCode.PRESSURE, CRITICAL_HOLD_MILLIS),
    new Latch(PauseCode.HIDDEN, HIDDEN_HOLD_MILLIS),
    new Latch(PauseCode.ON_BATTERY, BATTERY_HOLD_MILLIS),
    new Latch(PauseCode.PRESSURE, PRESSURE_HOLD_MILLIS),
    new Latch(PauseCode.USER_ACTIVE, ACTIVE_HOLD_MILLIS)
  };

  /** The sensors tell. */
  void see(Conditions now, long nowMillis) {
    for (int rule = 0; rule < latches.length; rule++) {
      if (rule != THERMAL) {
        latches[rule].see(applies(rule, now), nowMillis);
      }
    }
  }

  private static boolean applies(int rule, Conditions now) {
    return switch (rule) {
      case BATTERY_LOW ->
          !now.charging()
              && now.batteryPercent() != Conditions.BATTERY_UNKNOWN
              && now.batteryPercent() < BATTERY_LOW_PERCENT;
      case DATA_SAVER -> now.has(Conditions.DATA_SAVER);
      case CRITICAL -> now.pressure() == Conditions.PRESSURE_CRITICAL;
      case HIDDEN -> now.has(Conditions.HIDDEN);
      case ON_BATTERY -> !now.charging();
      case SERIOUS -> now.pressure() == Conditions.PRESSURE_SERIOUS;
      case USER_ACTIVE -> now.has(Conditions.USER_ACTIVE);
      default -> false;
    };
  }

  /** Our own runs tell that the device is slow; a node that rests by it tells nothing more. */
  void slow(long nowMillis) {
    latches[THERMAL].flash(nowMillis);
  }

  /** What may be done now. */
  Decision decide(long nowMillis) {
    if (latches[CRITICAL].isThereFor(CRITICAL_MILLIS, nowMillis)) {
      slow(nowMillis);
    }
    int rule = 0;
    while (rule < latches.length && !latches[rule].isOn(nowMillis)) {
      rule++;
    }
    if (rule == latches.length) {
      return Decision.RUN;
    }
    Pause why = latches[rule].pause(CHECK_MILLIS, nowMillis);
    if (rule < ON_BATTERY) {
      return Decision.stop(why);
    }
    return rule == ON_BATTERY ? Decision.relayOnly(why) : Decision.runLess(LESS_PERCENT, why);
  }

  /** When something of this changes by itself, {@code Long.MAX_VALUE} for never. */
  long wakeAtMillis(long nowMillis) {
    long wake = latches[CRITICAL].isThereForAtMillis(CRITICAL_MILLIS, nowMillis);
    for (Latch latch : latches) {
      wake = Math.min(wake, latch.wakeAtMillis(nowMillis));
    }
    return wake;
  }
}
