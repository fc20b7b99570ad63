package io.blackroad.mesh.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client that costs next to nothing (RFC 6455), blocking until {@link #channel} is made
 * otherwise. Its mask is never zero: a server has to take it off.
 */
final class RelaySocket implements AutoCloseable {
  /** What every byte of a payload is masked with, in turn. */
  static final byte[] MASK = {0x5a, (byte) 0xc3, 0x17, (byte) 0x9e};

  private static final int WHOLE_BINARY = 0x82;
  private static final int BINARY = 2;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int READ_BYTES = 4 << 10;

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(READ_BYTES).flip();

  private RelaySocket(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects and shakes hands.
   *
   * @param from address of this machine to come from; null for any
   */
  static RelaySocket open(URI server, String path, @Nullable InetSocketAddress from)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    if (from != null) {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(from);
    }
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    RelaySocket socket = new RelaySocket(channel);
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bWVzaCBiZW5jaG1hcmsgIQ==\r\n\r\n";
    socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.next());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("no WebSocket: " + head.toString().lines().findFirst().orElse(""));
    }
    return socket;
  }

  SocketChannel channel() {
    return channel;
  }

  /** What was read and not asked for. */
  ByteBuffer rest() {
    return in;
  }

  /** The bytes of a whole binary message, masked. */
  static byte[] frame(byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) WHOLE_BINARY);
    if (payload.length < LENGTH_16) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length < 1 << Short.SIZE) {
      frame.put((byte) (MASKED | LENGTH_16)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | LENGTH_64)).putLong(payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i & 3]));
    }
    byte[] bytes = new byte[frame.flip().remaining()];
    frame.get(bytes);
    return bytes;
  }

  /** Sends a message. */
  void send(byte[] payload) throws IOException {
    write(ByteBuffer.wrap(frame(payload)));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The next binary message. */
  byte[] receive() throws IOException {
    while (true) {
      int opcode = next() & 15;
      long length = next() & LENGTH_64;
      int extended = length == LENGTH_16 ? Short.BYTES : length == LENGTH_64 ? Long.BYTES : 0;
      length = extended == 0 ? length : 0;
      for (int i = 0; i < extended; i++) {
        length = length << Byte.SIZE | next();
      }
      byte[] payload = new byte[(int) length];
      for (int i = 0; i < payload.length; i++) {
        payload[i] = (byte) next();
      }
      if (opcode == BINARY) {
        return payload;
      }
    }
  }

  private int next() throws IOException {
    if (!in.hasRemaining()) {
      in.clear();
      if (channel.read(in) < 0) {
        throw new EOFException("the server has closed the connection");
      }
      in.flip();
    }
    return in.get() & 255;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
