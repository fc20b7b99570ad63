package io.blackroad.mesh.peer;

/** Why an edge ended; the number is what a frame of kind {@code 03} carries. */
public enum EdgeEnd {
  /** One end closed it, after all that it had to say was confirmed or its patience was over. */
  CLOSED(0),
  /** Nothing was heard from the peer for too long. */
  LOST(1),
  /** The peer sent what no implementation of spec/wire.md 8 sends. */
  VIOLATED(2),
  /** The peer began anew, and knows nothing of this edge. */
  RESTARTED(3),
  /** The peer has no such edge (any more). */
  GONE(4),
  /** A lane's numbers are used up. */
  EXHAUSTED(5);

  private final int code;

  EdgeEnd(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The reason with this number; GONE stands for those that are not known. */
  static EdgeEnd of(int code) {
    return switch (code) {
      case 0 -> CLOSED;
      case 1 -> LOST;
      case 2 -> VIOLATED;
      case 3 -> RESTARTED;
      case 5 -> EXHAUSTED;
      default -> GONE;
    };
  }
}
