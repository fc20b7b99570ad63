package io.blackroad.mesh.seed.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that passes between clients and a seed, as a relay on the way could keep it. */
final class Tap implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int seedPort;

  Tap(int seedPort) throws IOException {
    this.seedPort = seedPort;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  /** What has passed, both ways. */
  byte[] bytes() {
    synchronized (passed) {
      return passed.toByteArray();
    }
  }

  /** Cuts all connections; the next ones lead to another seed. */
  void redirect(int port) throws IOException {
    seedPort = port;
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void serve() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket seed = new Socket(InetAddress.getLoopbackAddress(), seedPort);
        open.addAll(List.of(client, seed));
        Thread.ofVirtual().start(() -> pass(client, seed));
        Thread.ofVirtual().start(() -> pass(seed, client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[8_192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        synchronized (passed) {
          passed.write(buffer, 0, read);
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // either side hung up
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
