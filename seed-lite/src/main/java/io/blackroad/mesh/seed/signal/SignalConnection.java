package io.blackroad.mesh.seed.signal;

import io.blackroad.mesh.peer.service.PeerMessage;
import io.blackroad.mesh.peer.service.PeerMessageReader;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One node's WebSocket, read only as fast as the coordinator handles what it says, and no faster
 * than its pace allows.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class SignalConnection extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = System.getLogger(SignalConnection.class.getName());

  private static final String TOO_EARLY = "peers come after joined";

  /** RFC 6455 7.4.1: data of a kind that is not taken. */
  private static final int UNSUPPORTED = 1003;

  /** RFC 6455 7.4.1: the seed's rules are broken. */
  private static final int POLICY = 1008;

  /** RFC 6455 7.4.1: too big. */
  private static final int TOO_BIG = 1009;

  private final NettySignalLink link;
  private final String prefix;
  private final FrameMeter meter;
  private final SignalEvents events;
  private final SignalLimits limits;
  private final TokenBucket bucket;
  private long number;
  private int unhandledBytes;
  private int silentPeriods;
  private boolean resting;

  /**
   * A link with the network that it leads to.
   *
   * @param prefix as {@code Client} has it
   */
  record Peer(NettySignalLink link, String prefix) {}

  SignalConnection(Peer peer, FrameMeter meter, SignalEvents events, SignalLimits limits) {
    this.link = peer.link;
    this.prefix = peer.prefix;
    this.meter = meter;
    this.events = events;
    this.limits = limits;
    this.bucket =
        new TokenBucket(limits.messagesPerSecond(), limits.messagesBurst(), System.nanoTime());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    number = events.opened(link, prefix);
    context.read();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    silentPeriods = 0;
    switch (frame) {
      case BinaryWebSocketFrame binary -> received(context, binary);
      case TextWebSocketFrame text -> link.close(UNSUPPORTED, "binary frames only");
      case PingWebSocketFrame ping ->
          context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      case CloseWebSocketFrame close -> link.close("goodbye");
      case PongWebSocketFrame pong -> link.answered(pong.content());
      default -> {
        // Nothing else passes the aggregator.
      }
    }
    bucket.takeOne(System.nanoTime());
    if (!resting) {
      rest(context);
    }
  }

  /** Reads no more until the pace is kept; one read may have brought many messages. */
  private void rest(ChannelHandlerContext context) {
    long millis = bucket.debtMillis(System.nanoTime());
    resting = millis > 0;
    if (resting) {
      context.executor().schedule(() -> rested(context), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void received(ChannelHandlerContext context, BinaryWebSocketFrame binary) {
    byte[] frame = ByteBufUtil.getBytes(binary.content());
    meter.finished();
    if (frame.length > 0 && frame[0] == PeerMessage.RELAYED) {
      relayed(frame);
      return;
    }
    unhandledBytes += frame.length;
    Runnable handled = () -> toldHandled(context, frame.length);
    if (frame.length > 0 && frame[0] == PeerMessage.WORD) {
      said(frame, handled);
    } else {
      events.received(number, frame, handled);
    }
  }

  /** A frame to a peer that {@link RelayTap} has let pass: in pieces, malformed, or too early. */
  private void relayed(byte[] frame) {
    RelayPort port = link.port();
    if (port == null) {
      link.refuse(TOO_EARLY);
      return;
    }
    switch (PeerMessageReader.read(frame)) {
      case PeerMessage.Relayed relayed -> {
        RelayPort.Passage passage = port.passage(relayed.edge());
        if (passage != null) {
          RelaySlowly.pass(passage, relayed.frame());
        }
      }
      case PeerMessage.Said said -> throw new IllegalStateException("a word of another kind");
      case PeerMessage.Malformed malformed -> link.refuse(malformed);
    }
  }

  private void said(byte[] message, Runnable handled) {
    RelayPort port = link.port();
    if (port == null) {
      link.refuse(TOO_EARLY);
    } else {
      port.said(message, handled);
    }
  }

  /** The coordinator may handle the last frames when the server has ended: nobody reads on. */
  private void toldHandled(ChannelHandlerContext context, int bytes) {
    try {
      context.executor().execute(() -> handled(context, bytes));
    } catch (RejectedExecutionException ended) {
      LOG.log(Level.DEBUG, "a frame was handled after the server's end", ended);
    }
  }

  private void handled(ChannelHandlerContext context, int bytes) {
    boolean waited = unhandledBytes >= limits.unhandledBytesMax();
    unhandledBytes -= bytes;
    if (waited) {
      readOn(context);
    }
  }

  private void rested(ChannelHandlerContext context) {
    rest(context);
    readOn(context);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    readOn(context);
  }

  private void readOn(ChannelHandlerContext context) {
    if (!resting && unhandledBytes < limits.unhandledBytesMax()) {
      context.read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof IdleStateEvent)) {
      context.fireUserEventTriggered(event);
      return;
    }
    silentPeriods++;
    if (silentPeriods * limits.pingMillis() >= limits.idleMillis()) {
      link.close(POLICY, "silent for " + limits.idleMillis() + " ms");
    } else {
      context.writeAndFlush(new PingWebSocketFrame());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case TooLongFrameException tooLong -> link.close(TOO_BIG, "the message is too long");
      case CorruptedFrameException corrupted ->
          LOG.log(Level.DEBUG, "the decoder has said why it closes", cause);
      case IOException lost -> context.close();
      default -> {
        LOG.log(Level.WARNING, "a node's connection failed", cause);
        context.close();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    events.closed(number);
    context.fireChannelInactive();
  }
}
