package io.blackroad.mesh.seed.signal;

import io.blackroad.mesh.peer.PeerLimits;
import io.blackroad.mesh.peer.service.PeerMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames between nodes out of what a node sends, and passes them on, before they become
 * messages: they are most of the bytes and need nothing of a WebSocket's machinery. Everything else
 * goes on untouched to the decoder behind, which also judges whether it is well-formed.
 *
 * <pre>
 * at a frame's head --whole binary message, 02--> taken when complete --> at the next head
 *        \--anything else--> so many bytes go on untouched --------------/
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // a timer that fails ends with its connection
final class RelayTap extends ChannelDuplexHandler {
  /** A relayed message: the envelope and the peer's frame (spec/wire.md 9.1). */
  private static final int MESSAGE_BYTES_MIN = PeerMessage.FRAME_AT + 1;

  private static final int MESSAGE_BYTES_MAX = PeerMessage.FRAME_AT + PeerLimits.FRAME_BYTES_MAX;

  private final NettySignalLink link;
  private final RelayCounts counts;
  private final RelayBatch batch;
  private final TokenBucket frames;
  private final TokenBucket bytes;

  /** The beginning of a frame that is not complete. */
  private @Nullable ByteBuf held;

  /** The link's, looked up once for each read, so that it does not change in between. */
  private @Nullable RelayPort port;

  /** Bytes of the frame under way that go on untouched. */
  private long passing;

  /** Whether a message in several frames is under way. */
  private boolean open;

  private boolean resting;
  private boolean readWanted;

  RelayTap(NettySignalLink link, RelayLimits limits, RelayCounts counts) {
    this.link = link;
    this.counts = counts;
    this.batch = new RelayBatch(counts);
    long now = System.nanoTime();
    this.frames = new TokenBucket(limits.framesPerSecond(), limits.framesPerSecond(), now);
    this.bytes = new TokenBucket(limits.bytesPerSecond(), limits.bytesPerSecond(), now);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    link.head(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf read)) {
      context.fireChannelRead(message);
      return;
    }
    port = link.port();
    try {
      complete(context, read);
      if (read.isReadable()) {
        frames(context, read);
      }
    } finally {
      read.release();
    }
    rest(context);
  }

  /** Adds what was read to a frame that was begun, as far as it belongs to it. */
  private void complete(ChannelHandlerContext context, ByteBuf read) {
    while (held != null && read.isReadable()) {
      ByteBuf begun = held;
      begun.writeBytes(read, Math.min(missing(begun), read.readableBytes()));
      if (missing(begun) == 0) {
        held = null;
        try {
          frames(context, begun);
        } finally {
          begun.release();
        }
      }
    }
  }

  /** Goes through the frames of {@code read}; keeps what is left of one that is not complete. */
  private void frames(ChannelHandlerContext context, ByteBuf read) {
    batch.of(read);
    while (read.isReadable()) {
      if (passing > 0) {
        pass(context, read);
      } else if (missing(read) > 0) {
        held = context.alloc().buffer(read.readableBytes()).writeBytes(read);
      } else if (isRelayed(read)) {
        take(read);
      } else {
        // What goes on untouched must not be written over.
        batch.ship();
        long payload = ClientFrame.payloadBytes(read);
        open = ClientFrame.leavesOpen(read, open);
        passing = payload < 0 ? Long.MAX_VALUE : ClientFrame.headBytes(read) + payload;
      }
    }
    batch.end();
  }

  private void pass(ChannelHandlerContext context, ByteBuf read) {
    int now = (int) Math.min(passing, read.readableBytes());
    passing -= now;
    context.fireChannelRead(read.readRetainedSlice(now));
  }

  /** Bytes that are wanted before it can be said what to do with the frame; 0: it can. */
  private int missing(ByteBuf frame) {
    int there = frame.readableBytes();
    if (there < 2) {
      return 2 - there;
    }
    if (open || port == null || !ClientFrame.isWholeBinary(frame)) {
      return Math.max(0, ClientFrame.headBytes(frame) - there);
    }
    int head = ClientFrame.headBytes(frame);
    if (there <= head) {
      return there < head || ClientFrame.payloadBytes(frame) > 0 ? head + 1 - there : 0;
    }
    return isRelayed(frame) ? Math.max(0, head + (int) ClientFrame.payloadBytes(frame) - there) : 0;
  }

  /** Whether it is a relayed frame of a fitting length. Requires that its head is there. */
  private boolean isRelayed(ByteBuf frame) {
    if (open || port == null || !ClientFrame.isWholeBinary(frame)) {
      return false;
    }
    long payload = ClientFrame.payloadBytes(frame);
    int head = ClientFrame.headBytes(frame);
    int at = frame.readerIndex() + head;
    return payload >= MESSAGE_BYTES_MIN
        && payload <= MESSAGE_BYTES_MAX
        && head == ClientFrame.headBytesOf((int) payload)
        && (frame.getByte(at) ^ frame.getByte(at - Integer.BYTES)) == PeerMessage.RELAYED;
  }

  private void take(ByteBuf frame) {
    int head = ClientFrame.headBytes(frame);
    int payload = (int) ClientFrame.payloadBytes(frame);
    int at = frame.readerIndex() + head;
    int mask = frame.getIntLE(at - Integer.BYTES);
    // The edge begins at the payload's second byte, and so does its part of the mask.
    int edge = frame.getIntLE(at + PeerMessage.EDGE_AT) ^ Integer.rotateRight(mask, Byte.SIZE);
    RelayPort.Passage passage = port == null ? null : port.passage(edge);
    RelayPort.Onward onward = passage == null ? null : passage.onward();
    if (passage == null || onward == null) {
      counts.dropped(passage == null ? RelayCounts.Drop.NO_EDGE : RelayCounts.Drop.AWAY, 1);
    } else {
      batch.add(head, payload, passage, onward);
    }
    frame.skipBytes(head + payload);
    frames.take(1);
    bytes.take(payload);
  }

  /** Reads no more until the pace is kept. */
  private void rest(ChannelHandlerContext context) {
    if (resting || !(frames.isOwed() || bytes.isOwed())) {
      return;
    }
    long now = System.nanoTime();
    long millis = Math.max(frames.debtMillis(now), bytes.debtMillis(now));
    resting = millis > 0;
    if (resting) {
      context.executor().schedule(() -> rested(context), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void rested(ChannelHandlerContext context) {
    resting = false;
    rest(context);
    if (!resting && readWanted) {
      readWanted = false;
      context.read();
    }
  }

  @Override
  public void read(ChannelHandlerContext context) {
    if (resting) {
      readWanted = true;
    } else {
      context.read();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    link.writable();
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    link.ended();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (held != null) {
      held.release();
      held = null;
    }
  }
}
