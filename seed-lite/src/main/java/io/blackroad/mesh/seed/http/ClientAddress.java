package io.blackroad.mesh.seed.http;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** What stands for one client: an IPv4 address, or the /64 that an IPv6 host may roam in. */
public final class ClientAddress {
  private static final int PREFIX_BYTES = 8;

  private ClientAddress() {}

  /** The client at the other end of {@code channel}; the same text for the same client. */
  public static String of(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress socket)) {
      return "";
    }
    InetAddress address = socket.getAddress();
    if (address == null) {
      return socket.getHostString();
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(bytes, PREFIX_BYTES))
        : Arrays.toString(bytes);
  }
}
