package io.blackroad.mesh.seed.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns connections away that are too many, altogether or from one address. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
@Sharable
final class ConnectionGate extends ChannelInboundHandlerAdapter {
  private final HttpLimits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> openByAddress = new ConcurrentHashMap<>();

  ConnectionGate(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    String address = addressOf(context.channel());
    int all = open.incrementAndGet();
    int fromAddress = Objects.requireNonNull(openByAddress.merge(address, 1, Integer::sum));
    context.channel().closeFuture().addListener(closed -> left(address));
    if (all > limits.connectionsMax() || fromAddress > limits.connectionsPerAddressMax()) {
      context.close();
      return;
    }
    context.fireChannelActive();
  }

  private void left(String address) {
    open.decrementAndGet();
    openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }

  /** What stands for one client: an IPv4 address, or the /64 that an IPv6 host may roam in. */
  static String addressOf(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress socket)) {
      return "";
    }
    InetAddress address = Objects.requireNonNull(socket.getAddress());
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(bytes, 8))
        : Arrays.toString(bytes);
  }
}
