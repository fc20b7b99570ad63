package io.blackroad.mesh.seed.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends any bytes whatever, for what no proper client would send. */
public final class RawClient implements AutoCloseable {
  /** A server that has not answered by then never will: tests fail rather than hang. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  /** Connects to a server on this machine. */
  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** Sends {@code text} as it is, one byte a character. */
  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends {@code bytes}. */
  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Everything up to the server's end of the connection, one character a byte. */
  public String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Everything up to and including {@code mark}, or to the end of the connection. */
  public String readTo(String mark) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      read.write(b);
      if (read.toString(StandardCharsets.ISO_8859_1).endsWith(mark)) {
        break;
      }
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
