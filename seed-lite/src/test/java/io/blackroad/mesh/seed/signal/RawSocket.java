package io.blackroad.mesh.seed.signal;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that sends any bytes whatever (RFC 6455). */
final class RawSocket implements AutoCloseable {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_64 = 127;
  private static final int LENGTH_16 = 126;

  private final Socket socket;
  private final DataInputStream in;

  private RawSocket(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  /** A frame from the server. */
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  static RawSocket open(int port) throws IOException {
    RawSocket opened = new RawSocket(port);
    String answer = opened.shake(port, "Sec-WebSocket-Version: 13\r\n");
    if (!answer.startsWith("HTTP/1.1 101 ")) {
      throw new IOException(answer);
    }
    return opened;
  }

  /** Status that a handshake from {@code origin} is answered with; none when it is empty. */
  static int status(int port, String origin) throws IOException {
    String field = origin.isEmpty() ? "" : "Origin: " + origin + "\r\n";
    return statusOf(port, "Sec-WebSocket-Version: 13\r\n" + field);
  }

  /** Status that a handshake with these header fields is answered with. */
  static int statusOf(int port, String fields) throws IOException {
    try (RawSocket opened = new RawSocket(port)) {
      return Integer.parseInt(opened.shake(port, fields).split(" ", 3)[1]);
    }
  }

  private String shake(int port, String fields) throws IOException {
    String request =
        "GET /ws/signal HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            + fields
            + "\r\n";
    send(request.getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** A whole message in one frame, masked with zeros. */
  static byte[] frame(int opcode, byte[] payload) {
    return bytes(FINAL | opcode, payload);
  }

  /** A frame that others follow. */
  static byte[] piece(int opcode, byte[] payload) {
    return bytes(opcode, payload);
  }

  private static byte[] bytes(int first, byte[] payload) {
    ByteBuffer bytes = ByteBuffer.allocate(payload.length + 14);
    bytes.put((byte) first).put((byte) (MASKED | LENGTH_64)).putLong(payload.length).putInt(0);
    if (payload.length < LENGTH_16) {
      bytes.clear();
      bytes.put((byte) first).put((byte) (MASKED | payload.length)).putInt(0);
    }
    bytes.put(payload).flip();
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    return all;
  }

  /** Only the beginning of a frame that says it has {@code length} bytes. */
  static byte[] head(long length) {
    return ByteBuffer.allocate(14)
        .put((byte) (FINAL | BINARY))
        .put((byte) (MASKED | LENGTH_64))
        .putLong(length)
        .array();
  }

  /** The next frame. */
  Frame read() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == LENGTH_16) {
      length = in.readUnsignedShort();
    } else if (length == LENGTH_64) {
      length = (int) in.readLong();
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(first & 0xF, payload);
  }

  /** Reads on to the closing frame; returns its status. */
  int readClose() throws IOException {
    try {
      Frame frame = read();
      while (frame.opcode() != CLOSE) {
        frame = read();
      }
      return ByteBuffer.wrap(frame.payload()).getShort();
    } catch (EOFException e) {
      throw new IOException("closed without a closing frame", e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
