package io.blackroad.mesh.peer;

import org.jspecify.annotations.Nullable;

/**
 * Bytes both ways between two nodes, each half with an end of its own that the other end confirms.
 *
 * <pre>
 *  our half:   write … finish --FIN--&gt;  &lt;--FIN-ACK-- delivered
 *  their half: data … &lt;--FIN-- finished --FIN-ACK--&gt;
 *  either end: cancel --RESET--&gt; broken
 * </pre>
 */
public final class PeerStream {
  private final int id;
  private final byte[] header;
  private final StreamDesk desk;
  private final SendHalf out = new SendHalf();
  private final ReceiveHalf in = new ReceiveHalf();
  private @Nullable StreamListener listener;
  private @Nullable StreamEnd resetting;
  private boolean opening;
  private boolean over;
  private boolean hungry;

  /** Whether it waits for its turn; the desk's business. */
  boolean queued;

  PeerStream(int id, byte[] header, StreamDesk desk, boolean opening) {
    this.id = id;
    this.header = header;
    this.desk = desk;
    this.opening = opening;
  }

  /** Unique within the edge, at both ends. */
  public int id() {
    return id;
  }

  /** What its opener says about it. */
  public byte[] header() {
    return header;
  }

  /**
   * Sends bytes of {@code data} from {@code from} on.
   *
   * @return how many were taken; when not all were, {@link StreamListener#writable} tells when to
   *     go on. 0 when the stream is over.
   */
  public int write(byte[] data, int from) {
    if (over) {
      return 0;
    }
    int taken = out.write(data, from);
    hungry = taken < data.length - from;
    desk.ready(this);
    return taken;
  }

  /** No more comes from this end. Idempotent. */
  public void finish() {
    if (!over) {
      out.finish();
      desk.ready(this);
    }
  }

  /** The application is done with {@code bytes} bytes of what {@link StreamListener#data} gave. */
  public void consumed(int bytes) {
    in.consumed(bytes);
    desk.ready(this);
  }

  /** Ends the stream now, whatever is missing; the listener hears no more. Idempotent. */
  public void cancel() {
    end(StreamEnd.CANCELLED);
  }

  void listen(StreamListener to) {
    listener = to;
  }

  /** Tells the peer that the stream is over, for {@code reason}. */
  void end(StreamEnd reason) {
    if (!over) {
      over = true;
      resetting = reason;
      out.drop();
      desk.ready(this);
    }
  }

  /** The stream is over; the peer knows. */
  void broken(StreamEnd reason) {
    StreamListener told = listener;
    if (!over && told != null) {
      over = true;
      out.drop();
      told.broken(reason);
    }
    over = true;
  }

  boolean isReady() {
    return opening || resetting != null || (!over && (out.isReady() || in.isReady()));
  }

  /** The next frame, with at most {@code dataBytes} of data. Requires {@link #isReady}. */
  PeerFrame.OfStream next(int dataBytes) {
    if (opening) {
      opening = false;
      return new PeerFrame.Open(id, header);
    }
    StreamEnd reason = resetting;
    if (reason != null) {
      resetting = null;
      return new PeerFrame.Reset(id, reason);
    }
    return in.isReady() ? in.next(id) : out.next(id, dataBytes);
  }

  /** Tells the writer when there is room again. */
  void afterSending() {
    StreamListener told = listener;
    if (hungry && !over && told != null) {
      if (out.queuedBytes() <= PeerLimits.STREAM_QUEUED_BYTES_MAX / 2) {
        hungry = false;
        told.writable();
      }
    }
  }

  /** Whether nothing is left to say, and nothing to be heard that matters. */
  boolean isDone() {
    boolean complete = out.isDelivered() && in.isConfirmed();
    return (over && !isReady()) || complete;
  }

  /** A frame of this stream; what is wrong with it, or null. */
  @Nullable String receive(PeerFrame.OfStream frame) {
    StreamListener told = listener;
    if (over || told == null) {
      return null;
    }
    return switch (frame) {
      case PeerFrame.Open open -> "a stream opened twice";
      case PeerFrame.Data data -> {
        String wrong = in.take(data.content());
        if (wrong == null) {
          told.data(data.content());
        }
        yield wrong;
      }
      case PeerFrame.Fin fin -> finished(fin, told);
      case PeerFrame.FinAck ack -> delivered(ack, told);
      case PeerFrame.Reset reset -> {
        broken(reset.reason());
        yield null;
      }
      case PeerFrame.Credit credit -> {
        out.allow(credit.limit());
        desk.ready(this);
        yield null;
      }
    };
  }

  private @Nullable String finished(PeerFrame.Fin fin, StreamListener told) {
    if (in.hasEnded()) {
      return "a second end of a stream";
    }
    if (in.end(fin.length(), fin.sha256())) {
      desk.ready(this);
      told.finished();
    } else {
      mismatch(told);
    }
    return null;
  }

  private @Nullable String delivered(PeerFrame.FinAck ack, StreamListener told) {
    if (!out.awaitsConfirmation()) {
      return "an end confirmed that was not sent";
    }
    if (out.confirm(ack.length(), ack.sha256())) {
      told.delivered();
    } else {
      mismatch(told);
    }
    return null;
  }

  private void mismatch(StreamListener told) {
    end(StreamEnd.MISMATCH);
    told.broken(StreamEnd.MISMATCH);
  }

  /** Bytes that are kept for it, at this end. */
  long bytesHeld() {
    return out.queuedBytes() + in.unread();
  }
}
