package io.blackroad.mesh.peer;

import org.jspecify.annotations.Nullable;

/** Whom a {@link Courier} carries for. */
interface CourierSide {
  /**
   * Something to send in {@code lane}, at most {@code dataBytes} of a stream; null when there is
   * nothing now.
   */
  PeerFrame.@Nullable Numbered next(Lane lane, int dataBytes);

  /** The next frame in order; what is wrong with it, or null. */
  @Nullable String arrived(PeerFrame.Numbered frame);

  /** The peer was heard on {@code route}: it reaches us. */
  void heardOn(Route route);

  /** A route that was in use is silent for longer than a living one would be. */
  void silentOn(Route route);

  /** The edge has come to its end; {@code detail} is for a person. */
  void over(EdgeEnd reason, String detail);
}
