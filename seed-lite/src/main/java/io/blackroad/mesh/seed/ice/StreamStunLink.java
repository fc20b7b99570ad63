package io.blackroad.mesh.seed.ice;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Over TCP or TLS: a message says itself how long it is (RFC 8489 6.2.2). */
public final class StreamStunLink implements StunLink {
  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /** Over a socket that is connected and has its time-outs; closes it in the end. */
  public StreamStunLink(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  @Override
  public StunMessage ask(StunMessage request) throws IOException {
    out.write(request.bytes());
    out.flush();
    while (true) {
      StunMessage message = next();
      if (message.answers(request.type(), request.transactionId())) {
        return message;
      }
    }
  }

  private StunMessage next() throws IOException {
    byte[] header = new byte[StunMessage.HEADER_BYTES];
    in.readFully(header);
    int length = Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(2));
    if (length > StunMessage.BYTES_MAX - header.length) {
      throw new IOException("what answers is no STUN server");
    }
    ByteBuffer whole = ByteBuffer.allocate(header.length + length).put(header);
    in.readFully(whole.array(), header.length, length);
    StunMessage message = StunMessage.read(whole.array());
    if (message == null) {
      throw new IOException("what answers is no STUN server");
    }
    return message;
  }

  @Override
  public InetSocketAddress local() {
    return (InetSocketAddress) Objects.requireNonNull(socket.getLocalSocketAddress());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
