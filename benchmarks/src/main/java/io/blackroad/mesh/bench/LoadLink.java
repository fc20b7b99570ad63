package io.blackroad.mesh.bench;

import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One visitor's WebSocket (RFC 6455), reduced to what a seed sends: whole binary frames. */
final class LoadLink implements LoadNode.Out {
  private static final int READ_BYTES = 1 << 16;
  private static final int HEADER_BYTES_MAX = 14;
  private static final int FINAL_BINARY = 0x82;
  private static final int FINAL_PONG = 0x8A;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  private static final byte[] HEARTBEAT = MessageCodec.encode(new Message.Heartbeat());

  private final LoadNode node;
  private final SocketChannel channel;
  private final SelectionKey key;
  private ByteBuffer in = ByteBuffer.allocate(READ_BYTES);
  private ByteBuffer out = ByteBuffer.allocate(READ_BYTES);
  private boolean spoken;

  /** Connects to a seed on this machine and shakes hands; blocks until it has answered. */
  LoadLink(URI seed, LoadNode node, Selector selector) throws IOException {
    this.node = node;
    channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), seed.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    String request =
        "GET /ws/signal HTTP/1.1\r\nHost: "
            + seed.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
    shake();
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Reads the answer and no byte of the frames behind it. */
  private void shake() throws IOException {
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (head.indexOf("\r\n\r\n") < 0) {
      one.clear();
      if (channel.read(one) < 0) {
        throw new EOFException(head.toString());
      }
      head.append((char) one.get(0));
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException(head.toString());
    }
  }

  void close() throws IOException {
    channel.close();
  }

  LoadNode node() {
    return node;
  }

  /** Takes what has arrived, and answers. */
  void read(LoadNodes.Meter meter) throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("the seed has hung up");
    }
    in.flip();
    while (frame(meter)) {
      spoken = true;
    }
    in.compact();
    flush();
  }

  /** Handles one frame; false when the next one is not complete. */
  private boolean frame(LoadNodes.Meter meter) throws IOException {
    if (in.remaining() < 2) {
      return false;
    }
    int at = in.position();
    int opcode = in.get(at) & 0xF;
    int length = in.get(at + 1) & 0x7F;
    int head = 2 + (length == LENGTH_16 ? Short.BYTES : length == LENGTH_64 ? Long.BYTES : 0);
    if (in.remaining() < head) {
      return false;
    }
    if (length == LENGTH_16) {
      length = in.getShort(at + 2) & 0xFFFF;
    } else if (length == LENGTH_64) {
      length = Math.toIntExact(in.getLong(at + 2));
    }
    if (in.remaining() < head + length) {
      makeRoom(head + length);
      return false;
    }
    in.position(at + head + length);
    handle(opcode, at + head, length, meter);
    return true;
  }

  private void makeRoom(int bytes) {
    if (bytes > in.capacity()) {
      ByteBuffer larger = ByteBuffer.allocate(2 * bytes);
      larger.put(in);
      in = larger.flip();
    }
  }

  private void handle(int opcode, int from, int length, LoadNodes.Meter meter) throws IOException {
    switch (opcode) {
      case BINARY -> node.hear(new LoadNode.Heard(in.array(), from, length), this, meter);
      case PING -> put(FINAL_PONG, Arrays.copyOfRange(in.array(), from, from + length));
      case CLOSE ->
          throw new EOFException(
              "the seed closes: " + new String(in.array(), from, length, StandardCharsets.UTF_8));
      default -> throw new IOException("a frame of kind " + opcode);
    }
  }

  @Override
  public void send(byte[] frame) {
    put(FINAL_BINARY, frame);
  }

  /** Masked with zeros, which leaves the payload as it is (RFC 6455 5.3). */
  private void put(int first, byte[] payload) {
    if (out.remaining() < payload.length + HEADER_BYTES_MAX) {
      ByteBuffer larger = ByteBuffer.allocate(2 * (out.position() + payload.length + READ_BYTES));
      out = larger.put(out.flip());
    }
    out.put((byte) first);
    if (payload.length < LENGTH_16) {
      out.put((byte) (MASKED | payload.length));
    } else if (payload.length < 1 << Short.SIZE) {
      out.put((byte) (MASKED | LENGTH_16)).putShort((short) payload.length);
    } else {
      out.put((byte) (MASKED | LENGTH_64)).putLong(payload.length);
    }
    out.putInt(0).put(payload);
  }

  /**
   * Says that it is still there, once it has joined, unless something was said since the last call.
   */
  void beat() throws IOException {
    if (!spoken && node.prepared()) {
      send(HEARTBEAT);
      flush();
    }
    spoken = false;
  }

  /** Writes what waits, as far as the socket takes it now. */
  void flush() throws IOException {
    if (out.position() > 0) {
      out.flip();
      channel.write(out);
      out.compact();
    }
    int wanted =
        out.position() > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }
}
