package io.blackroad.mesh.govern;

/**
 * A condition with hysteresis: on as soon as it is seen, off only once it has not been seen for
 * {@code holdMillis}. So it changes at most once in that time, and never in vain.
 */
final class Latch {
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final PauseCode code;
  private final long holdMillis;
  private boolean seen;
  private long sinceMillis = NEVER;
  private long lastSeenMillis = NEVER;

  /**
   * @param code what it is shown as
   */
  Latch(PauseCode code, long holdMillis) {
    this.code = code;
    this.holdMillis = holdMillis;
  }

  /** Tells whether the condition is there at {@code nowMillis}. */
  void see(boolean there, long nowMillis) {
    if (there && !isOn(nowMillis)) {
      sinceMillis = nowMillis;
    }
    if (there || seen) {
      lastSeenMillis = nowMillis;
    }
    seen = there;
  }

  boolean isOn(long nowMillis) {
    return seen || nowMillis < endsAtMillis();
  }

  /** Whether the condition is there, and it has been on for {@code millis} at least. */
  boolean isThereFor(long millis, long nowMillis) {
    return seen && nowMillis - sinceMillis >= millis;
  }

  /**
   * When that will begin to be so, {@code Long.MAX_VALUE} when it is so or the condition is gone.
   */
  long isThereForAtMillis(long millis, long nowMillis) {
    long at = sinceMillis + millis;
    return seen && at > nowMillis ? at : Long.MAX_VALUE;
  }

  /** When it goes off unless the condition comes back; the past when it has. */
  private long endsAtMillis() {
    return lastSeenMillis + holdMillis;
  }

  /** The condition is there for no longer than this moment. */
  void flash(long nowMillis) {
    see(true, nowMillis);
    see(false, nowMillis);
  }

  /**
   * What is shown of it. Requires that it is on.
   *
   * @param everyMillis how often the condition is looked at while it lasts
   */
  Pause pause(long everyMillis, long nowMillis) {
    long check =
        seen ? everyMillis - (nowMillis - sinceMillis) % everyMillis : endsAtMillis() - nowMillis;
    return new Pause(code, check);
  }

  /** When it goes off by itself, {@code Long.MAX_VALUE} for never. */
  long wakeAtMillis(long nowMillis) {
    return seen || !isOn(nowMillis) ? Long.MAX_VALUE : endsAtMillis();
  }
}
