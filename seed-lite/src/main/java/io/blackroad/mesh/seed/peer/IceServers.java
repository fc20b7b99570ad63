package io.blackroad.mesh.seed.peer;

import io.blackroad.mesh.peer.service.PeerWord;

/** The servers by which nodes find a direct way to each other. Does not block. */
public interface IceServers {
  /**
   * What {@code nodeId} may use from now on.
   *
   * @param direct whether its visitor allows direct connections; without, there is nothing for it
   */
  PeerWord.Ice forNode(String nodeId, boolean direct);
}
