package io.blackroad.mesh.peer;

/** Why a stream broke off; the number is what a frame of kind {@code 24} carries. */
public enum StreamEnd {
  /** One end wants no more of it. */
  CANCELLED(0),
  /** More streams are open than the acceptor takes. */
  REFUSED(1),
  /** What arrived has not the length or the SHA-256 that the sender named. */
  MISMATCH(2),
  /** The edge ended; never in a frame. */
  EDGE_ENDED(3);

  private final int code;

  StreamEnd(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The reason with this number, of those that a frame may carry. */
  static StreamEnd of(int code) {
    return switch (code) {
      case 1 -> REFUSED;
      case 2 -> MISMATCH;
      default -> CANCELLED;
    };
  }
}
