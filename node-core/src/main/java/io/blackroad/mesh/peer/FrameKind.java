package io.blackroad.mesh.peer;

/** First bytes of frames and where their parts stand (spec/wire.md 8.1). Integers little-endian. */
final class FrameKind {
  static final int HELLO = 0x01;
  static final int GONE = 0x02;
  static final int CLOSE = 0x03;
  static final int PING = 0x04;
  static final int PONG = 0x05;
  static final int ACK = 0x06;
  static final int MESSAGE = 0x10;
  static final int SIGNAL = 0x11;
  static final int OPEN = 0x20;
  static final int DATA = 0x21;
  static final int FIN = 0x22;
  static final int FIN_ACK = 0x23;
  static final int RESET = 0x24;
  static final int CREDIT = 0x25;

  /** Version that a greeting carries. */
  static final int VERSION = 1;

  /** Kinds from here on are numbered. */
  static final int FIRST_NUMBERED = MESSAGE;

  static final int TAG_AT = 1;

  /** Where the content of a frame without a number begins. */
  static final int LOOSE_AT = 5;

  static final int NUMBER_AT = 5;

  /** Where the content of a numbered frame begins; of one of a stream, the stream's id. */
  static final int NUMBERED_AT = 9;

  /** Where the content of a stream's frame begins. */
  static final int STREAMED_AT = 13;

  private static final int VARIABLE = -1;

  private FrameKind() {}

  /** Least bytes of a frame of this kind; 0 when there is no such kind. */
  static int bytesMin(int kind) {
    int fixed = bytes(kind);
    if (fixed != VARIABLE) {
      return fixed;
    }
    return switch (kind) {
      case MESSAGE -> NUMBERED_AT + 1;
      case SIGNAL -> NUMBERED_AT + 6;
      case OPEN -> STREAMED_AT;
      default -> STREAMED_AT + 1;
    };
  }

  /** Most bytes of a frame of this kind. */
  static int bytesMax(int kind) {
    int fixed = bytes(kind);
    if (fixed != VARIABLE) {
      return fixed;
    }
    return kind == OPEN ? STREAMED_AT + PeerLimits.HEADER_BYTES_MAX : PeerLimits.FRAME_BYTES_MAX;
  }

  private static int bytes(int kind) {
    return switch (kind) {
      case GONE -> LOOSE_AT;
      case CLOSE -> LOOSE_AT + 1;
      case PING, PONG -> LOOSE_AT + 4;
      case HELLO, ACK -> LOOSE_AT + 5;
      case MESSAGE, SIGNAL, OPEN, DATA -> VARIABLE;
      case FIN, FIN_ACK -> STREAMED_AT + 40;
      case RESET -> STREAMED_AT + 1;
      case CREDIT -> STREAMED_AT + 8;
      default -> 0;
    };
  }
}
