package io.blackroad.mesh.seed.signal;

import io.blackroad.mesh.peer.service.PeerMessage;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The seed's end of one node's WebSocket. May be used from any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
public final class NettySignalLink implements SignalLink {
  /** RFC 6455 7.4.1: an ordinary end. */
  private static final int NORMAL = 1000;

  /** RFC 6455 5.5: a control frame's payload of 125 bytes, less the status code. */
  private static final int REASON_BYTES_MAX = 123;

  /** A node that has not taken its goodbye by then does without. */
  static final long GOODBYE_MILLIS_MAX = 1_000;

  private final Channel channel;
  private final int queuedBytesMax;
  private final AtomicInteger queuedBytes = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final RelayQueue.Desk relays;
  private volatile @Nullable RelayPort port;
  private volatile @Nullable RelayQueue queue;
  private volatile @Nullable ChannelHandlerContext head;

  /** What the newest ping said. */
  private volatile long pinged;

  NettySignalLink(Channel channel, int queuedBytesMax, RelayQueue.Desk relays) {
    this.channel = channel;
    this.queuedBytesMax = queuedBytesMax;
    this.relays = relays;
  }

  /**
   * Lets the node have peers. Called once, before it is told that it has joined, so that nothing of
   * what it says to them comes sooner.
   */
  public void attach(RelayPort newPort) {
    queue = new RelayQueue(this, channel, relays);
    port = newPort;
  }

  /** What its messages between peers are for; null before it has joined. */
  @Nullable RelayPort port() {
    return port;
  }

  /** Where bytes are written that are frames already. */
  ChannelHandlerContext head() {
    return Objects.requireNonNull(head);
  }

  void head(ChannelHandlerContext newHead) {
    head = newHead;
  }

  /**
   * Queues {@code frames} of a peer, {@code count} of them, and takes them over; drops them when
   * too much waits. From any thread.
   *
   * @param memory bytes that they keep in use
   */
  void pass(ByteBuf frames, int count, int memory) {
    RelayQueue to = queue;
    if (to == null || closed.get()) {
      frames.release();
      relays.counts().dropped(RelayCounts.Drop.AWAY, count);
    } else {
      to.offer(frames, count, memory);
    }
  }

  /** Whether a peer's frames go out at once. Any thread; it may be otherwise a moment later. */
  boolean isClear() {
    RelayQueue to = queue;
    return to != null && to.isEmpty();
  }

  /** There is room in the connection again. On its event loop. */
  void writable() {
    RelayQueue to = queue;
    if (to != null) {
      to.drain();
    }
  }

  /** The connection is gone. On its event loop. */
  void ended() {
    RelayQueue to = queue;
    if (to != null) {
      to.close();
    }
    RelayPort gone = port;
    if (gone != null) {
      gone.closed();
    }
  }

  /** Asks for a sign of life, by which {@link RelayPort#answered} learns the round trip. */
  public void ping() {
    long now = System.nanoTime();
    pinged = now;
    if (!closed.get()) {
      channel.writeAndFlush(new PingWebSocketFrame(Unpooled.copyLong(now)));
    }
  }

  /** The node has answered with what was put into {@link #ping}, or with anything else. */
  void answered(ByteBuf content) {
    RelayPort to = port;
    boolean fits = content.readableBytes() == Long.BYTES;
    if (to != null && fits && content.getLong(content.readerIndex()) == pinged) {
      to.answered(System.nanoTime() - pinged);
    }
  }

  @Override
  public boolean send(byte[] frame) {
    if (closed.get() || !channel.isActive()) {
      return false;
    }
    if (queuedBytes.addAndGet(frame.length) > queuedBytesMax) {
      closed.set(true);
      channel.close(); // what waits would hold a closing frame back as well
      return false;
    }
    channel
        .writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame)))
        .addListener(sent -> queuedBytes.addAndGet(-frame.length));
    return true;
  }

  /** Closes the link of a node that says what no peer says. */
  public void refuse(PeerMessage.Malformed message) {
    refuse("malformed message at byte " + message.offset() + ": " + message.reason());
  }

  /** Tells the node why it must go, and closes the link. */
  public void refuse(String reason) {
    send(MessageCodec.encode(new Message.Refused(reason)));
    close(reason);
  }

  @Override
  public void close(String reason) {
    close(NORMAL, reason);
  }

  /** Closes with a status code of RFC 6455 7.4. Idempotent. */
  void close(int status, String reason) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    channel
        .writeAndFlush(new CloseWebSocketFrame(status, shortened(reason)))
        .addListener(ChannelFutureListener.CLOSE);
    if (channel.isActive()) {
      endSoon();
    }
  }

  /** A node that reads nothing does not get its goodbye, and does not stay for it. */
  private void endSoon() {
    try {
      channel
          .eventLoop()
          .schedule(() -> channel.close(), GOODBYE_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ended) {
      channel.close(); // the server has ended, and its connections with it
    }
  }

  /** Waits until the connection is gone; false when that took too long. */
  boolean awaitClosed(long nanos) throws InterruptedException {
    return channel.closeFuture().await(nanos, TimeUnit.NANOSECONDS);
  }

  private static String shortened(String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= REASON_BYTES_MAX) {
      return reason;
    }
    int end = REASON_BYTES_MAX;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--; // not in the middle of a character
    }
    return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
  }
}
