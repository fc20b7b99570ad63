package io.blackroad.mesh.browser;

import io.blackroad.mesh.port.SignalLink;
import java.io.IOException;

/** The seed's end of a link to a node, which tells {@code traffic} what it hands out. */
record TestLink(TestSocket socket, long connection, Traffic traffic) implements SignalLink {
  @Override
  public boolean send(byte[] frame) {
    traffic.sent(connection, frame);
    try {
      socket.send(frame);
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void close(String reason) {
    socket.close();
  }
}
