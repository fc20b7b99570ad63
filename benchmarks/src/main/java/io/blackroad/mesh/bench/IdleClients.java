package io.blackroad.mesh.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The other ends of idle WebSockets, from one address of this machine. Ends with its input. */
final class IdleClients {
  private IdleClients() {}

  /** Opens {@code URL ADDRESS COUNT}, and says how many when all are. */
  public static void main(String[] arguments) throws IOException {
    URI url = URI.create(arguments[0]);
    int count = Integer.parseInt(arguments[2]);
    List<RelaySocket> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(RelaySocket.open(url, "/ws/signal", new InetSocketAddress(arguments[1], 0)));
    }
    System.out.println(open.size());
    int byteRead = System.in.read();
    System.out.println("ended " + byteRead);
    for (RelaySocket socket : open) {
      socket.close();
    }
  }
}
