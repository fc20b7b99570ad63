package io.blackroad.mesh.seed.signal;

import io.netty.buffer.ByteBuf;

/** Reads the head of a client's WebSocket frame (RFC 6455 5.2), as far as it is there. */
final class ClientFrame {
  /** FIN, no extension, binary: a whole message in one frame. */
  static final int WHOLE_BINARY = 0x82;

  private static final int FIN = 0x80;
  private static final int OPCODE = 0x0f;
  private static final int CONTROL = 0x08;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MASK_BYTES = 4;

  private ClientFrame() {}

  /** Bytes of the head at the reader's place. Requires two bytes. */
  static int headBytes(ByteBuf bytes) {
    int second = bytes.getUnsignedByte(bytes.readerIndex() + 1);
    int length = second & LENGTH;
    int extended = length == LENGTH_16 ? Short.BYTES : length == LENGTH_64 ? Long.BYTES : 0;
    return 2 + extended + ((second & MASKED) == 0 ? 0 : MASK_BYTES);
  }

  /** Bytes of the head of a masked frame of at most 64 KiB, in the one way that is allowed. */
  static int headBytesOf(int payloadBytes) {
    return 2 + (payloadBytes < LENGTH_16 ? 0 : Short.BYTES) + MASK_BYTES;
  }

  /** Bytes of the payload, as the head says; negative when it says nonsense. Requires the head. */
  static long payloadBytes(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int length = bytes.getUnsignedByte(at + 1) & LENGTH;
    return switch (length) {
      case LENGTH_16 -> bytes.getUnsignedShort(at + 2);
      case LENGTH_64 -> bytes.getLong(at + 2);
      default -> length;
    };
  }

  /** Whether it is a whole binary message that is masked. Requires two bytes. */
  static boolean isWholeBinary(ByteBuf bytes) {
    int at = bytes.readerIndex();
    return bytes.getUnsignedByte(at) == WHOLE_BINARY
        && (bytes.getUnsignedByte(at + 1) & MASKED) != 0;
  }

  /** Whether more of the same message is to come behind it, if it is {@code begun} already. */
  static boolean leavesOpen(ByteBuf bytes, boolean begun) {
    int first = bytes.getUnsignedByte(bytes.readerIndex());
    return (first & OPCODE & CONTROL) != 0 ? begun : (first & FIN) == 0;
  }
}
