package io.blackroad.mesh.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A plain WebSocket that says everything back: what a way through this machine costs at least. */
final class EchoServer {
  private static final int HANDSHAKE_BYTES_MAX = 8 << 10;

  private EchoServer() {}

  /** Says where it listens, in one line; ends with its input. */
  public static void main(String[] arguments) throws IOException {
    Channel channel =
        new ServerBootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
            .channel(NioServerSocketChannel.class)
            .childHandler(new Pipeline())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    if (channel.localAddress() instanceof InetSocketAddress address) {
      System.out.println("ws://127.0.0.1:" + address.getPort() + "/echo");
    }
    int byteRead = System.in.read();
    System.out.println("ended " + byteRead);
    System.exit(0);
  }

  private static final class Pipeline extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(HANDSHAKE_BYTES_MAX))
          .addLast(new WebSocketServerProtocolHandler("/echo"))
          .addLast(new Back());
    }
  }

  private static final class Back extends SimpleChannelInboundHandler<BinaryWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, BinaryWebSocketFrame frame) {
      ChannelFuture written = context.writeAndFlush(frame.retain());
      written.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }
}
