package io.blackroad.mesh.seed.signal;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.seed.http.Client;
import io.blackroad.mesh.seed.http.MemoryBudget;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Upgrade;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Turns HTTP connections of nodes into WebSockets (RFC 6455). */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
public final class SignalUpgrade implements Upgrade, AutoCloseable {
  private static final String VERSION = "13";

  /** A key is 16 bytes in Base64 (RFC 6455 4.1). */
  private static final int KEY_CHARS = 24;

  /** Messages to one node that may share a system call. */
  private static final int FLUSHES_MAX = 64;

  /** RFC 6455 7.4.1: the server goes away. */
  private static final int GOING_AWAY = 1001;

  /** IANA's registry of close codes: too much load, come back. */
  private static final int TRY_LATER = 1013;

  /** Unfinished large messages of all nodes may fill an eighth of the memory that there is. */
  private static final long MEMORY_BYTES_MAX =
      Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 8);

  /** The operating system's buffers of one node, each way: 10 Mbit/s over 100 ms. */
  private static final int SYSTEM_BYTES = 128 << 10;

  private static final WebSocketDecoderConfig DECODING =
      WebSocketDecoderConfig.newBuilder()
          .maxFramePayloadLength(NodeLimits.FRAME_BYTES_MAX)
          .allowExtensions(false)
          .expectMaskedFrames(true)
          .withUTF8Validator(false)
          .build();

  private final SignalEvents events;
  private final SignalLimits limits;
  private final OriginRule origins;
  private final MemoryBudget memory = new MemoryBudget(MEMORY_BYTES_MAX);
  private final RelayCounts counts;
  private final RelayQueue.Desk relays;
  private final Map<String, Integer> openByAddress = new ConcurrentHashMap<>();
  private final Set<NettySignalLink> links = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /**
   * @param origins whose pages may join besides the seed's own; {@code *} for all
   * @param counts what becomes of frames between nodes
   */
  public SignalUpgrade(
      SignalEvents events, SignalLimits limits, List<String> origins, RelayCounts counts) {
    this.counts = counts;
    this.events = events;
    this.limits = limits;
    this.origins = new OriginRule(origins);
    this.relays = new RelayQueue.Desk(limits.relay(), counts, new MemoryBudget(MEMORY_BYTES_MAX));
  }

  @Override
  public void upgrade(ChannelHandlerContext context, HttpRequest request, Client client) {
    check(request.headers());
    Channel channel = context.channel();
    String address = client.id();
    int open = Objects.requireNonNull(openByAddress.merge(address, 1, Integer::sum));
    if (open > limits.connectionsPerAddressMax()) {
      left(address);
      throw new Problem(
              429,
              "too-many-nodes",
              "There are too many nodes at this address",
              "At most " + limits.connectionsPerAddressMax() + " nodes join from one address.")
          .retryAfter(60);
    }
    channel.closeFuture().addListener(closed -> left(address));
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshaker13(request.uri(), null, DECODING);
    handshaker
        .handshake(channel, whole(request), new DefaultHttpHeaders(), channel.newPromise())
        .addListener(done -> joined(context, client.prefix()));
  }

  private void check(HttpHeaders fields) {
    if (closing) {
      throw new Problem(503, "stopping", "The seed stops", "Come back soon.").retryAfter(5);
    }
    String origin = fields.get(HttpHeaderNames.ORIGIN);
    if (!origins.allows(origin, fields.get(HttpHeaderNames.HOST))) {
      throw new Problem(
          403,
          "foreign-origin",
          "Pages of this origin may not join",
          "The seed's operator can allow it: --origin " + origin);
    }
    String key = fields.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    boolean spoken = VERSION.equals(fields.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    if (!spoken || key == null || key.length() != KEY_CHARS) {
      throw new Problem(
          400,
          "bad-handshake",
          "The WebSocket handshake is malformed",
          "Version 13 of the protocol is spoken here (RFC 6455).");
    }
  }

  /** The handshaker would wait for the end of a body that such a request does not have. */
  private static FullHttpRequest whole(HttpRequest request) {
    return new DefaultFullHttpRequest(
        request.protocolVersion(),
        request.method(),
        request.uri(),
        Unpooled.EMPTY_BUFFER,
        request.headers(),
        new DefaultHttpHeaders());
  }

  private void joined(ChannelHandlerContext context, String prefix) {
    Channel channel = context.channel();
    ChannelPipeline pipeline = context.pipeline();
    if (!channel.isActive()) {
      return;
    }
    // What the system holds for one node is small, so that nothing waits long behind it.
    channel.config().setOption(ChannelOption.SO_RCVBUF, SYSTEM_BYTES);
    channel.config().setOption(ChannelOption.SO_SNDBUF, SYSTEM_BYTES);
    NettySignalLink link = new NettySignalLink(channel, limits.queuedBytesMax(), relays);
    links.add(link);
    channel.closeFuture().addListener(closed -> links.remove(link));
    FrameMeter meter =
        new FrameMeter(memory, () -> link.close(TRY_LATER, "the seed is short of memory"));
    pipeline.addFirst(meter);
    // One system call for what the coordinator says in one turn.
    pipeline.addFirst(new FlushConsolidationHandler(FLUSHES_MAX, true));
    pipeline.addFirst(new RelayTap(link, limits.relay(), counts));
    pipeline.addFirst(new IdleStateHandler(limits.pingMillis(), 0, 0, TimeUnit.MILLISECONDS));
    pipeline.addLast(new WebSocketFrameAggregator(NodeLimits.FRAME_BYTES_MAX));
    SignalConnection.Peer peer = new SignalConnection.Peer(link, prefix);
    pipeline.addLast(new SignalConnection(peer, meter, events, limits));
    if (closing) {
      link.close(GOING_AWAY, "the seed stops");
    }
  }

  private void left(String address) {
    openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Takes no more nodes, and tells those that there are that the seed stops. */
  @Override
  public void close() {
    closing = true;
    links.forEach(link -> link.close(GOING_AWAY, "the seed stops"));
    long until =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NettySignalLink.GOODBYE_MILLIS_MAX);
    try {
      for (NettySignalLink link : links) {
        link.awaitClosed(Math.max(0, until - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
