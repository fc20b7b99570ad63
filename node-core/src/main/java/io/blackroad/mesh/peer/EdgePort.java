package io.blackroad.mesh.peer;

/**
 * What a platform does for one edge: carries frames, and makes the direct connection. Never blocks;
 * called from the actor's thread, and never calls the edge back before it returns: what happens is
 * told later, by the methods of {@link PeerEdge}.
 */
public interface EdgePort {
  /**
   * Queues {@code frame}, at most {@link PeerLimits#FRAME_BYTES_MAX}, to the peer. Frames of one
   * route and lane arrive in order; all of them may be lost when the route goes down, at either
   * end. False when the route is not up (any more): the frame is not taken. The relay knows no
   * lanes.
   */
  boolean send(Route route, Lane lane, byte[] frame);

  /** Bytes that were queued there and have not left; {@link PeerEdge#drained} says when few do. */
  int queuedBytes(Route route, Lane lane);

  /** Does something about the direct connection that attempt {@code attempt} is to make. */
  void direct(int attempt, DirectCommand command);
}
