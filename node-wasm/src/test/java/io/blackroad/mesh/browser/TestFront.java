package io.blackroad.mesh.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One port for both, as a seed has it: WebSockets are handled here, everything else is passed on to
 * an HTTP server.
 */
final class TestFront implements AutoCloseable {
  private final ServerSocket server;
  private final int httpPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile TestSocket.Handler handler = TestFront::echo;

  TestFront(int httpPort) throws IOException {
    this.httpPort = httpPort;
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** What becomes of WebSockets from now on. */
  void onSocket(TestSocket.Handler wanted) {
    handler = wanted;
  }

  /** Cuts every connection, without a goodbye. */
  void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private static void echo(TestSocket socket) throws IOException {
    for (byte[] frame = socket.receive(); frame != null; frame = socket.receive()) {
      socket.send(frame);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      String header = TestSocket.header(socket.getInputStream());
      if (header.startsWith("GET /ws/")) {
        handler.handle(new TestSocket(socket, header));
      } else if (!header.isEmpty()) {
        pass(socket, header);
      }
    } catch (IOException gone) {
      // Either end may go away at any time.
    } finally {
      open.remove(socket);
    }
  }

  private void pass(Socket socket, String header) throws IOException {
    try (Socket http = new Socket(InetAddress.getLoopbackAddress(), httpPort)) {
      OutputStream toHttp = http.getOutputStream();
      toHttp.write(header.getBytes(StandardCharsets.ISO_8859_1));
      Thread answers = Thread.ofVirtual().start(() -> copy(http, socket));
      socket.getInputStream().transferTo(toHttp);
      http.shutdownOutput();
      answers.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // Either end may go away at any time.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
