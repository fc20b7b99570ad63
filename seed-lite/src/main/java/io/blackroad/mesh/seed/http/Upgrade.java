package io.blackroad.mesh.seed.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** Takes a connection over from HTTP. */
public interface Upgrade {
  /**
   * Decides on a request that asked for WebSocket, on its event loop: takes {@code context}'s
   * channel over, whose HTTP handlers are removed next, or throws a {@link Problem}.
   *
   * @param client who sent it
   */
  void upgrade(ChannelHandlerContext context, HttpRequest request, Client client);
}
