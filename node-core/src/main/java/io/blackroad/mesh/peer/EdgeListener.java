package io.blackroad.mesh.peer;

import org.jspecify.annotations.Nullable;

/** Hears of one edge, on the actor's thread; may call the edge back. */
public interface EdgeListener {
  /** A message of the peer's; messages arrive in the order in which they were said. */
  void message(byte[] content);

  /** The peer has opened {@code stream}; who listens to it, or null to refuse it. */
  @Nullable StreamListener opened(PeerStream stream);

  /** The edge uses {@code route} from now on; nothing is lost by the change. */
  void moved(Route route);

  /** The edge is over, and its streams are broken off; {@code detail} is for a person. */
  void ended(EdgeEnd reason, String detail);
}
