package io.blackroad.mesh.peer;

/** Whether a route is alive: what was heard on it, and when to ask. */
final class Pulse {
  private final long pingMillis;
  private final long silenceMillis;
  private long heardAtMillis;
  private long pingAtMillis;

  /**
   * @param pingMillis silence after which the peer is asked, and asked again
   * @param silenceMillis silence that no living route keeps
   */
  Pulse(long pingMillis, long silenceMillis) {
    this.pingMillis = pingMillis;
    this.silenceMillis = silenceMillis;
  }

  /** The route counts as alive, now. */
  void heard(long nowMillis) {
    heardAtMillis = nowMillis;
    pingAtMillis = nowMillis + pingMillis;
  }

  /** Whether the peer is to be asked now; the next question is then due later. */
  boolean mayPing(long nowMillis) {
    if (nowMillis < pingAtMillis) {
      return false;
    }
    pingAtMillis = nowMillis + pingMillis;
    return true;
  }

  boolean isSilent(long nowMillis) {
    return nowMillis >= heardAtMillis + silenceMillis;
  }

  /**
   * When to look again.
   *
   * @param listening whether silence would matter
   */
  long wakeAtMillis(boolean listening) {
    return listening ? Math.min(pingAtMillis, heardAtMillis + silenceMillis) : pingAtMillis;
  }
}
