package io.blackroad.mesh.peer;

/** Frames to bytes (spec/wire.md 8.1). */
public final class FrameWriter {
  /** Bytes of a message. */
  public static final int MESSAGE_BYTES_MAX = PeerLimits.FRAME_BYTES_MAX - FrameKind.NUMBERED_AT;

  /** Bytes of a stream in one frame. */
  static final int DATA_BYTES_MAX = PeerLimits.FRAME_BYTES_MAX - FrameKind.STREAMED_AT;

  /** Bytes of a signal's text. */
  static final int SIGNAL_BYTES_MAX = PeerLimits.FRAME_BYTES_MAX - FrameKind.NUMBERED_AT - 5;

  private static final int SHA256_BYTES = 32;

  private FrameWriter() {}

  /**
   * The bytes of {@code frame} for the end that has {@code tag}.
   *
   * @param number within its lane; of no meaning for a frame that is not numbered
   * @throws IllegalArgumentException when a part of it is longer than its limit
   */
  public static byte[] write(int tag, long number, PeerFrame frame) {
    return switch (frame) {
      case PeerFrame.Loose loose -> loose(tag, loose);
      case PeerFrame.OfStream streamed -> streamed(tag, number, streamed);
      case PeerFrame.Message message -> {
        byte[] bytes = begun(FrameKind.MESSAGE, tag, FrameKind.NUMBERED_AT, message.content());
        yield put(bytes, FrameKind.NUMBER_AT, number, 4);
      }
      case PeerFrame.Signal signal -> {
        int textAt = FrameKind.NUMBERED_AT + 5;
        byte[] bytes = begun(FrameKind.SIGNAL, tag, textAt, signal.text());
        put(bytes, FrameKind.NUMBERED_AT, signal.attempt(), 4);
        put(bytes, FrameKind.NUMBERED_AT + 4, code(signal.kind()), 1);
        yield put(bytes, FrameKind.NUMBER_AT, number, 4);
      }
    };
  }

  private static int code(PeerFrame.Signal.Kind kind) {
    return switch (kind) {
      case OFFER -> 1;
      case ANSWER -> 2;
      case CANDIDATE -> 3;
    };
  }

  private static byte[] loose(int tag, PeerFrame.Loose frame) {
    return switch (frame) {
      case PeerFrame.Hello hello -> {
        byte[] bytes = fixed(FrameKind.HELLO, tag);
        put(bytes, FrameKind.LOOSE_AT, hello.ownTag(), 4);
        yield put(bytes, FrameKind.LOOSE_AT + 4, FrameKind.VERSION, 1);
      }
      case PeerFrame.Gone gone -> fixed(FrameKind.GONE, tag);
      case PeerFrame.Close close ->
          put(fixed(FrameKind.CLOSE, tag), FrameKind.LOOSE_AT, close.reason().code(), 1);
      case PeerFrame.Ping ping ->
          put(fixed(FrameKind.PING, tag), FrameKind.LOOSE_AT, ping.stamp(), 4);
      case PeerFrame.Pong pong ->
          put(fixed(FrameKind.PONG, tag), FrameKind.LOOSE_AT, pong.stamp(), 4);
      case PeerFrame.Ack ack -> {
        byte[] bytes = fixed(FrameKind.ACK, tag);
        put(bytes, FrameKind.LOOSE_AT, ack.lane().index(), 1);
        yield put(bytes, FrameKind.LOOSE_AT + 1, ack.next(), 4);
      }
    };
  }

  private static byte[] streamed(int tag, long number, PeerFrame.OfStream frame) {
    byte[] bytes =
        switch (frame) {
          case PeerFrame.Open open ->
              begun(FrameKind.OPEN, tag, FrameKind.STREAMED_AT, open.header());
          case PeerFrame.Data data ->
              begun(FrameKind.DATA, tag, FrameKind.STREAMED_AT, data.content());
          case PeerFrame.Fin fin -> ended(FrameKind.FIN, tag, fin.length(), fin.sha256());
          case PeerFrame.FinAck ack -> ended(FrameKind.FIN_ACK, tag, ack.length(), ack.sha256());
          case PeerFrame.Reset reset ->
              put(fixed(FrameKind.RESET, tag), FrameKind.STREAMED_AT, reset.reason().code(), 1);
          case PeerFrame.Credit credit ->
              put(fixed(FrameKind.CREDIT, tag), FrameKind.STREAMED_AT, credit.limit(), 8);
        };
    put(bytes, FrameKind.NUMBERED_AT, frame.stream(), 4);
    return put(bytes, FrameKind.NUMBER_AT, number, 4);
  }

  private static byte[] ended(int kind, int tag, long length, byte[] sha256) {
    byte[] bytes = fixed(kind, tag);
    System.arraycopy(sha256, 0, bytes, FrameKind.STREAMED_AT + 8, SHA256_BYTES);
    return put(bytes, FrameKind.STREAMED_AT, length, 8);
  }

  /** A frame whose kind fixes its length, with kind and tag. */
  private static byte[] fixed(int kind, int tag) {
    byte[] bytes = new byte[FrameKind.bytesMin(kind)];
    bytes[0] = (byte) kind;
    return put(bytes, FrameKind.TAG_AT, tag, 4);
  }

  /** A frame with kind, tag, and {@code content} from {@code contentAt} to its end. */
  private static byte[] begun(int kind, int tag, int contentAt, byte[] content) {
    int length = contentAt + content.length;
    if (length < FrameKind.bytesMin(kind) || length > FrameKind.bytesMax(kind)) {
      throw new IllegalArgumentException(
          "a frame of " + length + " bytes, at most " + FrameKind.bytesMax(kind));
    }
    byte[] bytes = new byte[length];
    bytes[0] = (byte) kind;
    System.arraycopy(content, 0, bytes, contentAt, content.length);
    return put(bytes, FrameKind.TAG_AT, tag, 4);
  }

  private static byte[] put(byte[] bytes, int at, long value, int length) {
    for (int i = 0; i < length; i++) {
      bytes[at + i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }
}
