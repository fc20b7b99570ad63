package io.blackroad.mesh.peer.service;

/**
 * Whether a link is alive whose platform does not say so: a browser takes a dead line's WebSocket
 * for open until TCP gives up, after many minutes, and shows no pings. So silence is asked about,
 * with a word that is always answered; no answer is the end.
 *
 * <pre>
 *  heard --10 s of silence: ASK--&gt; asked --5 s of silence: DEAD--&gt;
 *    ^--------------- heard --------|  \--much later, so we were frozen: ASK--^
 * </pre>
 */
public final class LinkWatch {
  /** Silence that is asked about: six questions a minute, on a link that has nothing else to do. */
  static final long QUIET_MILLIS = 10_000;

  /** Time for an answer: what waits before it leaves a slow line within that. */
  static final long ANSWER_MILLIS = 5_000;

  /** A look that is later than this was frozen, and what was heard meanwhile waits behind it. */
  static final long FROZEN_MILLIS = 2_000;

  private long dueAtMillis = Long.MAX_VALUE;
  private boolean asked;

  /** What is to be done now. */
  public enum Due {
    NOTHING,
    ASK,
    DEAD
  }

  /** The link is up, or something has come over it. */
  public void heard(long nowMillis) {
    asked = false;
    dueAtMillis = nowMillis + QUIET_MILLIS;
  }

  /** The link is down: there is nothing to be watched before it is {@link #heard} again. */
  public void down() {
    dueAtMillis = Long.MAX_VALUE;
  }

  /** Looks at the time; whoever gets ASK or DEAD does that. */
  public Due look(long nowMillis) {
    if (nowMillis < dueAtMillis) {
      return Due.NOTHING;
    }
    if (asked && nowMillis < dueAtMillis + FROZEN_MILLIS) {
      down();
      return Due.DEAD;
    }
    asked = true;
    dueAtMillis = nowMillis + ANSWER_MILLIS;
    return Due.ASK;
  }

  /** Monotonic time of the next {@link #look}; {@code Long.MAX_VALUE} for never. */
  public long wakeAtMillis() {
    return dueAtMillis;
  }
}
