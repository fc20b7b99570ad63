package io.blackroad.mesh.peer;

import java.util.Arrays;

/**
 * Bytes to frames (spec/wire.md 8.1). The bytes come from a peer: nothing about them is trusted.
 */
public final class FrameReader {
  private FrameReader() {}

  /** What {@code bytes} say. Never throws. Each frame has one encoding, and no other is taken. */
  public static FrameRead read(byte[] bytes) {
    if (bytes.length == 0) {
      return new FrameRead.Malformed(0, "no byte at all");
    }
    int kind = bytes[0] & 255;
    int min = FrameKind.bytesMin(kind);
    if (min <= 1) {
      return new FrameRead.Malformed(0, "no frame begins with " + kind);
    }
    if (bytes.length < min) {
      return new FrameRead.Malformed(
          bytes.length, bytes.length + " bytes of kind " + kind + ", at least " + min);
    }
    int max = FrameKind.bytesMax(kind);
    if (bytes.length > max) {
      return new FrameRead.Malformed(
          max, bytes.length + " bytes of kind " + kind + ", at most " + max);
    }
    int wrongAt = wrongAt(kind, bytes);
    if (wrongAt >= 0) {
      return new FrameRead.Malformed(wrongAt, "kind " + kind + " with a value out of its range");
    }
    long number = kind >= FrameKind.FIRST_NUMBERED ? u32(bytes, FrameKind.NUMBER_AT) : -1;
    return new FrameRead.Ok(int32(bytes, FrameKind.TAG_AT), number, frame(kind, bytes));
  }

  /** Where the first field begins that is out of its range; −1 when there is none. */
  private static int wrongAt(int kind, byte[] bytes) {
    if (kind >= FrameKind.OPEN && bytes[FrameKind.NUMBERED_AT + 3] < 0) {
      return FrameKind.NUMBERED_AT;
    }
    return switch (kind) {
      case FrameKind.HELLO -> {
        if (int32(bytes, FrameKind.LOOSE_AT) == 0) {
          yield FrameKind.LOOSE_AT;
        }
        int versionAt = FrameKind.LOOSE_AT + 4;
        yield bytes[versionAt] == FrameKind.VERSION ? -1 : versionAt;
      }
      case FrameKind.CLOSE -> outside(bytes, FrameKind.LOOSE_AT, 0, EdgeEnd.EXHAUSTED.code());
      case FrameKind.ACK -> outside(bytes, FrameKind.LOOSE_AT, 0, 1);
      case FrameKind.SIGNAL -> outside(bytes, FrameKind.NUMBERED_AT + 4, 1, 3);
      case FrameKind.RESET -> outside(bytes, FrameKind.STREAMED_AT, 0, StreamEnd.MISMATCH.code());
      case FrameKind.FIN, FrameKind.FIN_ACK, FrameKind.CREDIT ->
          int64(bytes, FrameKind.STREAMED_AT) >>> 53 == 0 ? -1 : FrameKind.STREAMED_AT;
      default -> -1;
    };
  }

  private static int outside(byte[] bytes, int at, int least, int most) {
    return bytes[at] >= least && bytes[at] <= most ? -1 : at;
  }

  private static PeerFrame frame(int kind, byte[] bytes) {
    return switch (kind) {
      case FrameKind.HELLO -> new PeerFrame.Hello(int32(bytes, FrameKind.LOOSE_AT));
      case FrameKind.GONE -> new PeerFrame.Gone();
      case FrameKind.CLOSE -> new PeerFrame.Close(EdgeEnd.of(bytes[FrameKind.LOOSE_AT]));
      case FrameKind.PING -> new PeerFrame.Ping(int32(bytes, FrameKind.LOOSE_AT));
      case FrameKind.PONG -> new PeerFrame.Pong(int32(bytes, FrameKind.LOOSE_AT));
      case FrameKind.ACK ->
          new PeerFrame.Ack(
              bytes[FrameKind.LOOSE_AT] == 1 ? Lane.BULK : Lane.CONTROL,
              u32(bytes, FrameKind.LOOSE_AT + 1));
      case FrameKind.MESSAGE -> new PeerFrame.Message(from(bytes, FrameKind.NUMBERED_AT));
      case FrameKind.SIGNAL ->
          new PeerFrame.Signal(
              int32(bytes, FrameKind.NUMBERED_AT),
              signal(bytes[FrameKind.NUMBERED_AT + 4]),
              from(bytes, FrameKind.NUMBERED_AT + 5));
      default -> streamed(kind, int32(bytes, FrameKind.NUMBERED_AT), bytes);
    };
  }

  private static PeerFrame streamed(int kind, int stream, byte[] bytes) {
    int at = FrameKind.STREAMED_AT;
    return switch (kind) {
      case FrameKind.OPEN -> new PeerFrame.Open(stream, from(bytes, at));
      case FrameKind.DATA -> new PeerFrame.Data(stream, from(bytes, at));
      case FrameKind.FIN -> new PeerFrame.Fin(stream, int64(bytes, at), from(bytes, at + 8));
      case FrameKind.FIN_ACK -> new PeerFrame.FinAck(stream, int64(bytes, at), from(bytes, at + 8));
      case FrameKind.RESET -> new PeerFrame.Reset(stream, StreamEnd.of(bytes[at]));
      default -> new PeerFrame.Credit(stream, int64(bytes, at));
    };
  }

  private static PeerFrame.Signal.Kind signal(int code) {
    return switch (code) {
      case 1 -> PeerFrame.Signal.Kind.OFFER;
      case 2 -> PeerFrame.Signal.Kind.ANSWER;
      default -> PeerFrame.Signal.Kind.CANDIDATE;
    };
  }

  private static byte[] from(byte[] bytes, int at) {
    return Arrays.copyOfRange(bytes, at, bytes.length);
  }

  private static int int32(byte[] bytes, int at) {
    return (bytes[at] & 255)
        | (bytes[at + 1] & 255) << 8
        | (bytes[at + 2] & 255) << 16
        | bytes[at + 3] << 24;
  }

  private static long u32(byte[] bytes, int at) {
    return int32(bytes, at) & 0xffff_ffffL;
  }

  private static long int64(byte[] bytes, int at) {
    return u32(bytes, at) | u32(bytes, at + 4) << 32;
  }
}
