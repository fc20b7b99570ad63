package io.blackroad.mesh.seed.signal;

/**
 * Whom connections are reported to. Called on event loops, in order for one connection; must only
 * enqueue.
 */
public interface SignalEvents {
  /**
   * A node's connection is up.
   *
   * @param prefix network that it is from ({@code Client.prefix})
   * @return its number, which no other connection ever has
   */
  long opened(NettySignalLink link, String prefix);

  /**
   * A frame arrived.
   *
   * @param handled to be run, on any thread, once the frame needs no more memory
   */
  void received(long connection, byte[] frame, Runnable handled);

  /** It is gone. Called once for each that was opened. */
  void closed(long connection);
}
