package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.port.Clock;

/** What goes to and from peers in a day, by UTC, and how much of it the visitor allows. */
final class Budget {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final int MEBIBYTE_SHIFT = 20;

  private final Clock clock;
  private int mibPerDay;
  private long day;
  private long upBytes;
  private long downBytes;

  Budget(Clock clock) {
    this.clock = clock;
    this.day = today();
  }

  private long today() {
    return clock.unixNanos() / NANOS_PER_DAY;
  }

  /** So much is allowed from now on. */
  void allow(int mib) {
    mibPerDay = mib;
  }

  /** On {@code then}, so much has gone already. */
  void resume(long then, long up, long down) {
    if (then == day) {
      upBytes = up;
      downBytes = down;
    }
  }

  /** Looks whether it is another day. */
  void look() {
    long now = today();
    if (now != day) {
      day = now;
      upBytes = 0;
      downBytes = 0;
    }
  }

  void sent(int bytes) {
    upBytes += bytes;
  }

  void received(int bytes) {
    downBytes += bytes;
  }

  /** Whether nothing more may go. */
  boolean isSpent() {
    return upBytes + downBytes >= (long) mibPerDay << MEBIBYTE_SHIFT;
  }

  JsonObject json() {
    return new JsonObject()
        .put("day", day)
        .put("upBytes", upBytes)
        .put("downBytes", downBytes)
        .put("mibPerDay", mibPerDay);
  }
}
