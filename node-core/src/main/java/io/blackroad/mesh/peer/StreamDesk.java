package io.blackroad.mesh.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The streams of an edge, and whose turn it is. Those that have something to send take turns of
 * {@link #QUANTUM_BYTES}, so that streams with much to send get equal shares: deficit round robin
 * (Shreedhar and Varghese 1995), in which no deficit is left to be carried over, because the last
 * frame of a turn is cut to what is left of it.
 */
final class StreamDesk {
  private static final int QUANTUM_BYTES = FrameWriter.DATA_BYTES_MAX;
  private static final int STREAMS_MAX = 2 * PeerLimits.STREAMS_PER_OPENER_MAX;

  private final @Nullable PeerStream[] open = new @Nullable PeerStream[STREAMS_MAX];
  private final Deque<PeerStream> turns = new ArrayDeque<>();
  private final Function<PeerStream, @Nullable StreamListener> accept;
  private final Runnable changed;
  private int allowance = QUANTUM_BYTES;
  private long nextOwn;
  private long nextTheirs;

  /**
   * @param polite whether the streams that this end opens are the even ones
   * @param accept who listens to a stream that the peer opens; null refuses it
   * @param changed hears when there may be something to send
   */
  StreamDesk(
      boolean polite, Function<PeerStream, @Nullable StreamListener> accept, Runnable changed) {
    this.accept = accept;
    this.changed = changed;
    this.nextOwn = polite ? 0 : 1;
    this.nextTheirs = polite ? 1 : 0;
  }

  /** Opens a stream; null when as many as may be are open, or all numbers are used. */
  @Nullable PeerStream open(byte[] header, StreamListener listener) {
    int slot = freeSlot(nextOwn);
    if (slot < 0 || nextOwn > Integer.MAX_VALUE) {
      return null;
    }
    PeerStream stream = new PeerStream((int) nextOwn, header, this, true);
    nextOwn += 2;
    stream.listen(listener);
    open[slot] = stream;
    ready(stream);
    return stream;
  }

  /** A slot for one more stream of the opener of {@code id}; −1 when it has as many as it may. */
  private int freeSlot(long id) {
    int ofSame = 0;
    int free = -1;
    for (int i = 0; i < STREAMS_MAX; i++) {
      PeerStream stream = open[i];
      if (stream == null) {
        free = i;
      } else if ((stream.id() & 1) == (id & 1)) {
        ofSame++;
      }
    }
    return ofSame < PeerLimits.STREAMS_PER_OPENER_MAX ? free : -1;
  }

  /** {@code stream} may have something to send. */
  void ready(PeerStream stream) {
    if (!stream.queued && stream.isReady()) {
      stream.queued = true;
      turns.addLast(stream);
    }
    changed.run();
  }

  /** Whether {@link #next} would give a frame. */
  boolean isReady() {
    return !turns.isEmpty();
  }

  /**
   * The next frame, of the stream whose turn it is, with at most {@code dataBytes} of its bytes;
   * null when no stream has one.
   */
  PeerFrame.@Nullable OfStream next(int dataBytes) {
    PeerStream stream = turns.peekFirst();
    while (stream != null) {
      boolean speaks = stream.isReady();
      PeerFrame.OfStream frame = speaks ? stream.next(Math.min(dataBytes, allowance)) : null;
      if (frame instanceof PeerFrame.Data data) {
        allowance -= data.content().length;
      }
      if (allowance == 0 || !stream.isReady()) {
        endTurn(stream);
      }
      if (frame != null) {
        stream.afterSending();
        return frame;
      }
      stream = turns.peekFirst();
    }
    return null;
  }

  private void endTurn(PeerStream stream) {
    turns.removeFirst();
    stream.queued = stream.isReady();
    if (stream.queued) {
      turns.addLast(stream);
    }
    release(stream);
    allowance = QUANTUM_BYTES;
  }

  private void release(PeerStream stream) {
    if (!stream.isDone()) {
      return;
    }
    for (int i = 0; i < STREAMS_MAX; i++) {
      if (open[i] == stream) {
        open[i] = null;
      }
    }
  }

  /** A frame of a stream; what is wrong with it, or null. */
  @Nullable String receive(PeerFrame.OfStream frame) {
    if (frame instanceof PeerFrame.Open opening) {
      return opened(opening);
    }
    int id = frame.stream();
    for (PeerStream stream : open) {
      if (stream != null && stream.id() == id) {
        String wrong = stream.receive(frame);
        release(stream);
        return wrong;
      }
    }
    long unused = (id & 1) == (nextOwn & 1) ? nextOwn : nextTheirs;
    return id < unused ? null : "a frame of a stream that nobody has opened";
  }

  private @Nullable String opened(PeerFrame.Open opening) {
    if (opening.stream() != nextTheirs) {
      return "a stream opened out of turn";
    }
    int slot = freeSlot(nextTheirs);
    if (slot < 0) {
      return "more streams than may be open";
    }
    PeerStream stream = new PeerStream(opening.stream(), opening.header(), this, false);
    nextTheirs += 2;
    open[slot] = stream;
    StreamListener listener = accept.apply(stream);
    if (listener == null) {
      stream.end(StreamEnd.REFUSED);
    } else {
      stream.listen(listener);
    }
    return null;
  }

  /** The edge has ended: whatever was under way is broken off. */
  void end() {
    turns.clear();
    for (int i = 0; i < STREAMS_MAX; i++) {
      PeerStream stream = open[i];
      open[i] = null;
      if (stream != null) {
        stream.broken(StreamEnd.EDGE_ENDED);
      }
    }
  }

  /** Bytes that are kept for all streams, at this end. */
  long bytesHeld() {
    long bytes = 0;
    for (PeerStream stream : open) {
      bytes += stream == null ? 0 : stream.bytesHeld();
    }
    return bytes;
  }
}
