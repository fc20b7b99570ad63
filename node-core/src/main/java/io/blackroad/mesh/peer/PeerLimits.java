package io.blackroad.mesh.peer;

/** Bounds of an edge between two nodes (spec/wire.md 8). Each says why it is what it is. */
public final class PeerLimits {
  /**
   * A frame: what every WebRTC implementation passes whole, and 16 ms of a line of 8 Mbit/s, so
   * that nothing waits long behind one.
   */
  public static final int FRAME_BYTES_MAX = 16 << 10;

  /** What the opener of a stream may say about it: a hash, a range and some words. */
  public static final int HEADER_BYTES_MAX = 256;

  /** Numbers that a sender may be ahead of what was confirmed, in each lane: bounds both ends. */
  public static final int WINDOW_FRAMES = 128;

  /** A route's queue at which nothing more is handed to it: Chromium fails a channel at 16 MiB. */
  public static final int ROUTE_QUEUED_BYTES_HIGH = 1 << 20;

  /** The queue at which a route that was full is fed again. */
  public static final int ROUTE_QUEUED_BYTES_LOW = 512 << 10;

  /** What a stream may send before its receiver has taken any: as much as may be under way. */
  public static final int CREDIT_BYTES = 1 << 20;

  /** What a stream keeps of what it was given to send. */
  public static final int STREAM_QUEUED_BYTES_MAX = 128 << 10;

  /** Streams open at a time that one end has opened: with their credit 32 MiB at most. */
  public static final int STREAMS_PER_OPENER_MAX = 16;

  /** Messages that wait for the peer's confirmation; more are not taken. */
  public static final int MESSAGES_QUEUED_MAX = 256;

  /** Bytes of the messages that wait to be sent. */
  public static final int MESSAGES_QUEUED_BYTES_MAX = 512 << 10;

  /** Bytes of a stream: 2^53 − 1, as far as a JavaScript number counts. */
  public static final long STREAM_BYTES_MAX = (1L << 53) - 1;

  private PeerLimits() {}
}
