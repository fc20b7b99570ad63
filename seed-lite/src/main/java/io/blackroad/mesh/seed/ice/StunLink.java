package io.blackroad.mesh.seed.ice;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A way to one STUN or TURN server. Blocks; one thread. */
public interface StunLink extends Closeable {
  /**
   * Sends {@code request} and returns what answers it; all else that comes is left out.
   *
   * @throws java.net.SocketTimeoutException when nothing answers in time
   * @throws IOException when the way is broken
   */
  StunMessage ask(StunMessage request) throws IOException;

  /** Where it comes from on this machine. */
  InetSocketAddress local();
}
