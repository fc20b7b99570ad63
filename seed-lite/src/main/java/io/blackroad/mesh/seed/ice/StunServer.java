package io.blackroad.mesh.seed.ice;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Answers Binding requests on a UDP port, on one thread, until it is closed. */
@SuppressWarnings("FutureReturnValueIgnored") // an answer that cannot be sent is asked for again
public final class StunServer implements AutoCloseable {
  /** What a client uses when its URL names no port (RFC 7064). */
  public static final int PORT = 3478;

  private final EventLoopGroup loop;
  private final Channel channel;

  private StunServer(EventLoopGroup loop, Channel channel) {
    this.loop = loop;
    this.channel = channel;
  }

  /**
   * Listens on {@code host}, both IPv4 and IPv6 where it names every address; port 0 takes a free
   * one.
   *
   * @throws IOException with the reason, e.g. a port in use
   */
  public static StunServer start(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException("no such address: " + host);
    }
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                // One byte more than is answered, so that what is cut counts as too long.
                new FixedRecvByteBufAllocator(BindingResponder.REQUEST_BYTES_MAX + 1))
            .handler(new Answers());
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("cannot listen on UDP " + host + ":" + port, bound.cause());
    }
    return new StunServer(loop, bound.channel());
  }

  /** The port that is listened on. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
    private final SourceRate rate;

    Answers() {
      SecureRandom random = new SecureRandom();
      rate = new SourceRate(random.nextLong(), random.nextLong(), System.nanoTime());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      byte[] answer =
          BindingResponder.answer(ByteBufUtil.getBytes(packet.content()), packet.sender());
      if (answer != null
          && rate.take(Objects.requireNonNull(packet.sender().getAddress()), System.nanoTime())) {
        context.write(new DatagramPacket(Unpooled.wrappedBuffer(answer), packet.sender()));
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    /** E.g. an ICMP error to an earlier answer: nothing is kept, so nothing is to be done. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
  }
}
