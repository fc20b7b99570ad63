package io.blackroad.mesh.seed.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns connections away that are too many, altogether or from one address that is no proxy. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
@Sharable
final class ConnectionGate extends ChannelInboundHandlerAdapter {
  private final HttpLimits limits;
  private final ClientRule clients;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> openByAddress = new ConcurrentHashMap<>();

  ConnectionGate(HttpLimits limits, ClientRule clients) {
    this.limits = limits;
    this.clients = clients;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    String address = ClientRule.peerId(context.channel());
    int all = open.incrementAndGet();
    int fromAddress = Objects.requireNonNull(openByAddress.merge(address, 1, Integer::sum));
    context.channel().closeFuture().addListener(closed -> left(address));
    boolean crowd =
        fromAddress > limits.connectionsPerAddressMax() && clients.counts(context.channel());
    if (all > limits.connectionsMax() || crowd) {
      context.close();
      return;
    }
    context.fireChannelActive();
  }

  private void left(String address) {
    open.decrementAndGet();
    openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }
}
