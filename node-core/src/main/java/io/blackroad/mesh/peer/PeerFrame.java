package io.blackroad.mesh.peer;

/**
 * What a frame says (spec/wire.md 8.1); the tag and the number around it are the edge's business.
 */
public sealed interface PeerFrame {
  /** Not numbered: may be lost, and may come twice. */
  sealed interface Loose extends PeerFrame {}

  /** Numbered within its lane: arrives once and in order, or the edge ends. */
  sealed interface Numbered extends PeerFrame {
    /** Which numbers it is counted by. */
    Lane lane();
  }

  /** Of a stream; all of these are bulk. */
  sealed interface OfStream extends Numbered {
    /** Which stream, at least 0; even when the polite end opened it. */
    int stream();

    @Override
    default Lane lane() {
      return Lane.BULK;
    }
  }

  /**
   * Greets, on each route that comes up.
   *
   * @param ownTag what the receiver has to put on its frames from now on; not 0
   */
  record Hello(int ownTag) implements Loose {}

  /** Nobody has the tag that this frame repeats: whoever uses it talks to no one. */
  record Gone() implements Loose {}

  /** The sender has ended the edge. */
  record Close(EdgeEnd reason) implements Loose {}

  /** To be answered with the same stamp. */
  record Ping(int stamp) implements Loose {}

  /** The answer. */
  record Pong(int stamp) implements Loose {}

  /** All numbers of {@code lane} below {@code next} are here. */
  record Ack(Lane lane, long next) implements Loose {}

  /** A message between applications, 1 byte to {@link FrameWriter#MESSAGE_BYTES_MAX}. */
  record Message(byte[] content) implements Numbered {
    @Override
    public Lane lane() {
      return Lane.CONTROL;
    }
  }

  /** A word of the negotiation of attempt {@code attempt} at a direct route. */
  record Signal(int attempt, Kind kind, byte[] text) implements Numbered {
    /** What the text is. */
    public enum Kind {
      OFFER,
      ANSWER,
      CANDIDATE
    }

    @Override
    public Lane lane() {
      return Lane.CONTROL;
    }
  }

  /** Opens a stream, about which the opener says {@code header}. */
  record Open(int stream, byte[] header) implements OfStream {}

  /** The next bytes of a stream, at least one. */
  record Data(int stream, byte[] content) implements OfStream {}

  /** No more comes from this end, and this is what came: so many bytes, of this SHA-256. */
  record Fin(int stream, long length, byte[] sha256) implements OfStream {}

  /** All of the other end is here, counted and hashed by the receiver itself. */
  record FinAck(int stream, long length, byte[] sha256) implements OfStream {}

  /** The stream is over, whatever is missing. */
  record Reset(int stream, StreamEnd reason) implements OfStream {}

  /** The other end may send {@code limit} bytes in all. */
  record Credit(int stream, long limit) implements OfStream {}
}
