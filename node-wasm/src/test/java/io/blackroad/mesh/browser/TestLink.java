package io.blackroad.mesh.browser;

import io.blackroad.mesh.port.SignalLink;
import java.io.IOException;

/** The seed's end of a link to a node, which tells {@code assignments} what it hands out. */
record TestLink(TestSocket socket, long connection, Assignments assignments) implements SignalLink {
  @Override
  public boolean send(byte[] frame) {
    assignments.sent(connection, frame);
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
