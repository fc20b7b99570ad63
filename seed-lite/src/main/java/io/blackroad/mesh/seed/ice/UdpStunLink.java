package io.blackroad.mesh.seed.ice;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Over UDP: a request is sent again while no answer comes (RFC 8489 6.2.1). */
public final class UdpStunLink implements StunLink {
  private static final int FIRST_WAIT_MILLIS = 500;

  private final DatagramSocket socket;
  private final int timeoutMillis;

  /** A way to {@code server}, for which each question waits {@code timeoutMillis} at most. */
  public UdpStunLink(InetSocketAddress server, int timeoutMillis) throws IOException {
    this.socket = new DatagramSocket();
    this.timeoutMillis = timeoutMillis;
    socket.connect(server);
  }

  @Override
  public StunMessage ask(StunMessage request) throws IOException {
    long endNanos = System.nanoTime() + timeoutMillis * 1_000_000L;
    for (int wait = FIRST_WAIT_MILLIS; ; wait *= 2) {
      socket.send(new DatagramPacket(request.bytes(), request.bytes().length));
      StunMessage answer =
          await(request, Math.min(endNanos, System.nanoTime() + wait * 1_000_000L));
      if (answer != null) {
        return answer;
      }
      if (System.nanoTime() >= endNanos) {
        throw new SocketTimeoutException("no answer within " + timeoutMillis + " ms");
      }
    }
  }

  private @Nullable StunMessage await(StunMessage request, long endNanos) throws IOException {
    byte[] room = new byte[StunMessage.BYTES_MAX];
    while (true) {
      int millis = (int) ((endNanos - System.nanoTime()) / 1_000_000);
      if (millis <= 0) {
        return null;
      }
      socket.setSoTimeout(millis);
      DatagramPacket packet = new DatagramPacket(room, room.length);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return null;
      }
      StunMessage message = StunMessage.read(Arrays.copyOf(room, packet.getLength()));
      if (message != null && message.answers(request.type(), request.transactionId())) {
        return message;
      }
    }
  }

  @Override
  public InetSocketAddress local() {
    return (InetSocketAddress) Objects.requireNonNull(socket.getLocalSocketAddress());
  }

  @Override
  public void close() {
    socket.close();
  }
}
