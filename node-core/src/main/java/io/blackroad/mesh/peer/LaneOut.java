package io.blackroad.mesh.peer;

import org.jspecify.annotations.Nullable;

/**
 * The sending end of a lane: numbers frames and keeps each until the peer has confirmed it, so that
 * what a dead route has swallowed goes once more over another.
 *
 * <pre>
 *  confirmed | handed to a route | waiting, new or once more | not made yet
 *          base               cursor                        next
 * </pre>
 */
final class LaneOut {
  /** Numbers are of 32 bits, and are not used twice. */
  private static final long NUMBER_MAX = 0xffff_ffffL;

  private static final long RETRY_MILLIS_MIN = 3_000;
  private static final long RETRY_MILLIS_MAX = 12_000;

  private static final byte[] NONE = {};

  private final byte[][] frames = new byte[PeerLimits.WINDOW_FRAMES][];
  private final long[] sentAtMillis = new long[PeerLimits.WINDOW_FRAMES];
  private final Route[] routes = new Route[PeerLimits.WINDOW_FRAMES];
  private final boolean[] repeated = new boolean[PeerLimits.WINDOW_FRAMES];
  private long base;
  private long cursor;
  private long next;
  private long handed;
  private int bytes;
  private long progressAtMillis;
  private long retryMillis = RETRY_MILLIS_MIN;

  private static int slot(long number) {
    return (int) (number % PeerLimits.WINDOW_FRAMES);
  }

  /** Number of the next new frame. */
  long next() {
    return next;
  }

  /** Whether all numbers have been used. */
  boolean isExhausted() {
    return next > NUMBER_MAX;
  }

  /** Whether everything was confirmed. */
  boolean isEmpty() {
    return base == next;
  }

  /** Bytes of frames that were not confirmed. */
  int bytes() {
    return bytes;
  }

  /** Whether a new frame may be made while {@code bytesMax} may be unconfirmed. */
  boolean hasRoom(int bytesMax) {
    return next - base < PeerLimits.WINDOW_FRAMES && bytes < bytesMax && !isExhausted();
  }

  /** A new frame, which has the number {@link #next}. Requires {@link #hasRoom}. */
  void add(byte[] frame) {
    int slot = slot(next++);
    frames[slot] = frame;
    repeated[slot] = false;
    bytes += frame.length;
  }

  /** The frame to be sent next; null when none waits. */
  byte @Nullable [] waiting() {
    return cursor < next ? frames[slot(cursor)] : null;
  }

  /** {@link #waiting} was handed to {@code route}. */
  void sent(Route route, long nowMillis) {
    if (cursor == base) {
      progressAtMillis = nowMillis;
    }
    int slot = slot(cursor++);
    repeated[slot] |= cursor <= handed;
    routes[slot] = route;
    sentAtMillis[slot] = nowMillis;
    handed = Math.max(handed, cursor);
  }

  /** Whether numbers up to {@code confirmed} can have been confirmed: they were handed over. */
  boolean canConfirm(long confirmed) {
    return confirmed <= handed;
  }

  /**
   * All numbers below {@code confirmed} have arrived. Requires {@link #canConfirm}.
   *
   * @return milliseconds since the last of them was sent, when it was sent once only (Karn and
   *     Partridge 1987: otherwise nobody knows which copy arrived) and was not confirmed before; −1
   *     else
   */
  long confirm(long confirmed, long nowMillis) {
    if (confirmed <= base) {
      return -1;
    }
    int last = slot(confirmed - 1);
    long delayMillis = repeated[last] ? -1 : nowMillis - sentAtMillis[last];
    while (base < confirmed) {
      int slot = slot(base++);
      bytes -= frames[slot].length;
      frames[slot] = NONE;
    }
    cursor = Math.max(cursor, base);
    progressAtMillis = nowMillis;
    retryMillis = Math.max(RETRY_MILLIS_MIN, Math.min(RETRY_MILLIS_MAX, 3 * delayMillis));
    return delayMillis;
  }

  /** What {@code route} was given and nobody has confirmed may be lost: it is sent once more. */
  void routeFailed(Route route) {
    for (long number = base; number < cursor; number++) {
      if (routes[slot(number)] == route) {
        cursor = number;
        return;
      }
    }
  }

  /** When what was handed over counts as lost, should nothing be confirmed until then. */
  long retryAtMillis() {
    return cursor > base ? progressAtMillis + retryMillis : Long.MAX_VALUE;
  }

  /**
   * Nothing was confirmed for long. When {@code lost}, all is sent once more, and the next time
   * waits longer; else it still waits in the route's queue, and so do we.
   */
  void retry(long nowMillis, boolean lost) {
    progressAtMillis = nowMillis;
    if (lost) {
      cursor = base;
      retryMillis = Math.min(RETRY_MILLIS_MAX, 2 * retryMillis);
    }
  }
}
