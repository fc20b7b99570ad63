package io.blackroad.mesh.seed.signal;

import io.blackroad.mesh.port.SignalLink;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The seed's end of one node's WebSocket. May be used from any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class NettySignalLink implements SignalLink {
  /** RFC 6455 7.4.1: an ordinary end. */
  private static final int NORMAL = 1000;

  /** RFC 6455 5.5: a control frame's payload of 125 bytes, less the status code. */
  private static final int REASON_BYTES_MAX = 123;

  private final Channel channel;
  private final int queuedBytesMax;
  private final AtomicInteger queuedBytes = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  NettySignalLink(Channel channel, int queuedBytesMax) {
    this.channel = channel;
    this.queuedBytesMax = queuedBytesMax;
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
