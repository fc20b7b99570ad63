package io.blackroad.mesh.seed.signal;

import org.jspecify.annotations.Nullable;

/**
 * What a link that has joined may do besides talking to the coordinator. Called on the link's event
 * loop; must not block.
 */
public interface RelayPort {
  /** Where frames of the edge of that number go; null when there is no such edge. */
  @Nullable Passage passage(int edge);

  /**
   * The node said something to the peer service.
   *
   * @param message the whole message, of any bytes
   * @param handled to be run, on any thread, once the message needs no more memory
   */
  void said(byte[] message, Runnable handled);

  /** The node has answered a ping. */
  void answered(long roundTripNanos);

  /** The link is gone. Called once. */
  void closed();

  /** One edge, seen from one of its ends. */
  interface Passage {
    /** Where its frames go now; null while the other end's link is down. */
    @Nullable Onward onward();

    /** Counts bytes against what both visitors allow; false when one of them allows no more. */
    boolean charge(int bytes);
  }

  /**
   * The other end of an edge.
   *
   * @param link that leads there
   * @param edge the number of the edge on it
   */
  record Onward(NettySignalLink link, int edge) {}
}
