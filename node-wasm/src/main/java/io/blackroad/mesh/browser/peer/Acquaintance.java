package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.peer.PeerEdge;
import org.jspecify.annotations.Nullable;

/** A node that the seed has introduced. */
final class Acquaintance {
  /** No number: the seed passes nothing on. */
  static final int UNREACHABLE = 0;

  final String peer;

  /** Of the edge to it, on the present link. */
  int number = UNREACHABLE;

  /** Whether both visitors allow a direct connection. */
  boolean direct;

  long upBytes;
  long downBytes;
  @Nullable EdgeSeat seat;

  Acquaintance(String peer) {
    this.peer = peer;
  }

  @Nullable PeerEdge edge() {
    EdgeSeat taken = seat;
    return taken == null ? null : taken.edge();
  }
}
