package io.blackroad.mesh.seed.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Listens, and serves an {@link HttpSite} until it is closed. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
public final class HttpServer implements AutoCloseable {
  /** Name of the handler that hands out a connection's messages one by one, on demand. */
  static final String ONE_BY_ONE = "one-by-one";

  /** More event loops than this gain nothing for what one coordinator thread can hand out. */
  private static final int EVENT_LOOPS_MAX = 4;

  private static final int BACKLOG = 1_024;

  /** What the system holds of a node's bytes ({@code SignalUpgrade}) fits into one reading. */
  private static final int READ_BYTES_MAX = 128 << 10;

  private static final int CHUNK_BYTES_MAX = 64 << 10;
  private static final long DRAIN_MILLIS = 3_000;

  /** A connection has room up to 48 KiB: with one more chunk a slow reader holds 80 at most. */
  private static final WriteBufferWaterMark ROOM = new WriteBufferWaterMark(24 << 10, 48 << 10);

  private final EventLoopGroup loops;
  private final Channel listening;
  private final Drain drain;

  private HttpServer(EventLoopGroup loops, Channel listening, Drain drain) {
    this.loops = loops;
    this.listening = listening;
    this.drain = drain;
  }

  /** Listens on {@code host} and {@code port}; 0 takes a free port. */
  public static HttpServer start(HttpSite site, String host, int port) throws IOException {
    int size = Math.min(EVENT_LOOPS_MAX, Runtime.getRuntime().availableProcessors());
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(size, NioIoHandler.newFactory());
    Drain drain = new Drain();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, ROOM)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(2_048, 2_048, READ_BYTES_MAX))
            .childHandler(new Pipeline(site, drain));
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("cannot listen on " + host + ": no such address");
    }
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("cannot listen on " + host + ":" + port, bound.cause());
    }
    return new HttpServer(loops, bound.channel(), drain);
  }

  /** The port that is listened on. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Stops listening, lets answers under way finish for a few seconds, and ends. */
  @Override
  public void close() {
    try {
      listening.close().await();
      drain.finish(DRAIN_MILLIS);
      loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).await();
    } catch (InterruptedException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no message whose end two readers would see in two places (RFC 9112 6.3). */
  private static final class StrictDecoder extends HttpRequestDecoder {
    StrictDecoder(HttpDecoderConfig config) {
      super(config);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
      throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }
  }

  /** What a connection's bytes go through. */
  private static final class Pipeline extends ChannelInitializer<Channel> {
    private final HttpSite site;
    private final Drain drain;
    private final ConnectionGate gate;
    private final MemoryBudget budget;

    Pipeline(HttpSite site, Drain drain) {
      this.site = site;
      this.drain = drain;
      this.gate = new ConnectionGate(site.limits(), site.clients());
      this.budget = new MemoryBudget(site.limits().bodiesBytesMax());
    }

    @Override
    protected void initChannel(Channel channel) {
      HttpDecoderConfig decoding =
          new HttpDecoderConfig()
              .setMaxInitialLineLength(site.limits().requestLineBytesMax())
              .setMaxHeaderSize(site.limits().headerBytesMax())
              .setMaxChunkSize(CHUNK_BYTES_MAX);
      ChannelPipeline pipeline = channel.pipeline();
      pipeline.addLast(gate);
      // In this order a WebSocket's decoder, which takes the decoder's place, can write as well.
      pipeline.addLast(new HttpResponseEncoder());
      pipeline.addLast(new StrictDecoder(decoding));
      pipeline.addLast(ONE_BY_ONE, new OneByOne());
      pipeline.addLast(new HttpConnection(site, budget, drain));
    }
  }
}
