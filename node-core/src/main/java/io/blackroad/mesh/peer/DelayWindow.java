package io.blackroad.mesh.peer;

/**
 * How many bytes may be on their way unconfirmed, so that a route's queues, wherever they are, hold
 * about {@link #QUEUE_MILLIS} of its line: what is urgent then waits no longer than that behind
 * what is not. Every second round trip the window moves half way to what would have been right
 * (FAST TCP, Jin, Wei and Low 2004, with the queue's length given in time); the one in between
 * shows what the last move has done. The least delay of a round counts: that of the head of a
 * burst, which waits for the queue and not for the burst.
 *
 * <pre>right = window × (delay without a queue + queue aimed at) / delay now</pre>
 */
final class DelayWindow {
  /**
   * Queue that is aimed at, of the 50 ms that a message may wait; the frame under way is another.
   */
  static final int QUEUE_MILLIS = 15;

  /**
   * The same where a delay without a queue is at most {@link #SHORT_MILLIS}: on one machine, or in
   * one house, it is not the line that is slow but a core that others want too. What waits for a
   * core waits for it once for each queue that it stands in, so those are kept shorter there; what
   * that costs is no more than some per cent of the bytes.
   */
  static final int SHORT_QUEUE_MILLIS = 11;

  private static final int SHORT_MILLIS = 8;

  /** Six of the smallest frames: with less a line would stand still. 25 ms of one of 8 Mbit/s. */
  static final int BYTES_MIN = 24 << 10;

  static final int BYTES_MAX = PeerLimits.ROUTE_QUEUED_BYTES_HIGH;

  /** The least delay of this long and up to twice as long counts as that without a queue. */
  private static final long LEAST_MILLIS = 30_000;

  private static final int FRAME_MILLIS = 5;
  private static final int DATA_BYTES_MIN = 4 << 10;
  private static final long UNKNOWN = Long.MAX_VALUE;

  private int bytes = BYTES_MIN;
  private long delayMillis = UNKNOWN;
  private boolean wasFull;
  private long leastMillis = UNKNOWN;
  private long leastBeforeMillis = UNKNOWN;
  private long leastSinceMillis;
  private long countedFrom;
  private long roundEnd = -1;
  private long roundMillis = UNKNOWN;

  int bytes() {
    return bytes;
  }

  /**
   * Most bytes of a stream in one frame: what the line does in {@link #FRAME_MILLIS}, because a
   * frame that takes longer makes a queue by itself.
   */
  int dataBytes() {
    long bytesInTime = (long) bytes * FRAME_MILLIS / delayMillis;
    return (int) Math.max(DATA_BYTES_MIN, Math.min(FrameWriter.DATA_BYTES_MAX, bytesInTime));
  }

  /** More could have been sent, had the window been wider. */
  void full() {
    wasFull = true;
  }

  /** Another route: what was learned of the old one is forgotten. */
  void newRoute() {
    leastMillis = UNKNOWN;
    leastBeforeMillis = UNKNOWN;
    roundMillis = UNKNOWN;
    bytes = BYTES_MIN;
  }

  /**
   * Frame {@code number} was confirmed {@code tookMillis} after it was first sent.
   *
   * @param next number of the next new frame
   */
  void confirmed(long number, long tookMillis, long next, long nowMillis) {
    if (nowMillis - leastSinceMillis > LEAST_MILLIS) {
      leastBeforeMillis = leastMillis;
      leastMillis = UNKNOWN;
      leastSinceMillis = nowMillis;
    }
    leastMillis = Math.min(leastMillis, tookMillis);
    if (number >= countedFrom && tookMillis < roundMillis) {
      roundMillis = tookMillis;
    }
    if (number >= countedFrom && roundEnd < countedFrom) {
      roundEnd = next;
    } else if (number >= roundEnd && roundEnd >= countedFrom) {
      move();
      countedFrom = next;
      roundMillis = UNKNOWN;
      wasFull = false;
    }
  }

  private void move() {
    delayMillis = Math.max(1, roundMillis);
    long idle = Math.min(leastMillis, leastBeforeMillis);
    int queueMillis = idle <= SHORT_MILLIS ? SHORT_QUEUE_MILLIS : QUEUE_MILLIS;
    long right = bytes * (idle + queueMillis) / delayMillis;
    if (right > bytes && !wasFull) {
      return;
    }
    long half = (bytes + Math.min(right, 2L * bytes)) / 2;
    bytes = (int) Math.max(BYTES_MIN, Math.min(BYTES_MAX, half));
  }
}
