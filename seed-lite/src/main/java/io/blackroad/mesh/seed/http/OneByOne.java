package io.blackroad.mesh.seed.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands out one decoded message per {@code read()}, and keeps what came with it for later: one read
 * from the network may hold several requests.
 */
final class OneByOne extends ChannelDuplexHandler {
  private final Queue<Object> waiting = new ArrayDeque<>();
  private boolean wanted;
  private boolean handingOut;

  @Override
  public void read(ChannelHandlerContext context) {
    wanted = true;
    if (handingOut) {
      return;
    }
    handOut(context);
    if (wanted) {
      context.read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    waiting.add(message);
    handOut(context);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (wanted) {
      context.read();
    }
    context.fireChannelReadComplete();
  }

  private void handOut(ChannelHandlerContext context) {
    if (handingOut) {
      return;
    }
    handingOut = true;
    while (wanted && !waiting.isEmpty()) {
      wanted = false;
      context.fireChannelRead(waiting.remove());
    }
    handingOut = false;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }
}
