package io.blackroad.mesh.peer;

import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a lane: puts what comes over several routes in order, once each, and knows
 * when to confirm it.
 */
final class LaneIn {
  /** Frames after which they are confirmed at once, so that a small window keeps moving. */
  private static final int CONFIRM_FRAMES = 2;

  /** Longest time that a frame is not confirmed: less than a person notices, and few frames. */
  private static final long CONFIRM_MILLIS = 15;

  private final PeerFrame.@Nullable Numbered[] held =
      new PeerFrame.@Nullable Numbered[PeerLimits.WINDOW_FRAMES];
  private long next;
  private int unconfirmed;
  private long confirmAtMillis = Long.MAX_VALUE;

  private static int slot(long number) {
    return (int) (number % PeerLimits.WINDOW_FRAMES);
  }

  /** All numbers below this one are here. */
  long next() {
    return next;
  }

  /** Whether a sender that keeps to its window can have sent {@code number}. */
  boolean canTake(long number) {
    return number < next + PeerLimits.WINDOW_FRAMES;
  }

  /** Keeps {@code frame} until its turn. Requires {@link #canTake}. */
  void take(long number, PeerFrame.Numbered frame, long nowMillis) {
    if (number != next) {
      // A copy, or one that has overtaken: the sender should know at once how far we are.
      unconfirmed = CONFIRM_FRAMES;
    }
    if (number >= next && held[slot(number)] == null) {
      held[slot(number)] = frame;
      unconfirmed++;
    }
    confirmAtMillis =
        unconfirmed >= CONFIRM_FRAMES
            ? nowMillis
            : Math.min(confirmAtMillis, nowMillis + CONFIRM_MILLIS);
  }

  /** The next frame in order, which is then not here any more; null when it has not come. */
  PeerFrame.@Nullable Numbered poll() {
    int slot = slot(next);
    PeerFrame.Numbered frame = held[slot];
    if (frame != null) {
      held[slot] = null;
      next++;
    }
    return frame;
  }

  /** Bytes that wait for what comes before them, at most a window's. */
  long bytesHeld() {
    long bytes = 0;
    for (PeerFrame.Numbered frame : held) {
      bytes += frame == null ? 0 : PeerLimits.FRAME_BYTES_MAX;
    }
    return bytes;
  }

  /** When {@link #next} is to be told to the sender. */
  long confirmAtMillis() {
    return confirmAtMillis;
  }

  /** It is to be told at once: what was told before may be lost. */
  void confirmNow(long nowMillis) {
    confirmAtMillis = nowMillis;
  }

  /** It was told. */
  void confirmed() {
    unconfirmed = 0;
    confirmAtMillis = Long.MAX_VALUE;
  }
}
