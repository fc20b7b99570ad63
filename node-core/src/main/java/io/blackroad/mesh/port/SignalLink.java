package io.blackroad.mesh.port;

/**
 * Frames between one node and its seed. Ordered; everything queued may be lost when the link
 * closes. Never blocks; called from the actor's thread.
 */
public interface SignalLink {
  /**
   * Queues {@code frame} (at most {@code NodeLimits.FRAME_BYTES_MAX}); false when the link is
   * closed or its queue is full, in which case the frame is dropped and the caller should close.
   */
  boolean send(byte[] frame);

  /** Closes the link after what is queued; {@code reason} is for a person to read. Idempotent. */
  void close(String reason);
}
