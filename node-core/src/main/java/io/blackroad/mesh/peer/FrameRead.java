package io.blackroad.mesh.peer;

/** What came of reading a frame. */
public sealed interface FrameRead {
  /**
   * The frame says this.
   *
   * @param tag of the receiver, as the sender knows it; 0 when it does not, in a greeting
   * @param number within the lane, 0 to 2^32 − 1; −1 when the frame is not numbered
   */
  record Ok(int tag, long number, PeerFrame frame) implements FrameRead {}

  /**
   * It is no frame of spec/wire.md 8; whoever sent it is not worth listening to any longer.
   *
   * @param offset of the first byte that is missing or too much, or where the field begins that is
   *     out of its range
   * @param reason what is wrong, for a person
   */
  record Malformed(int offset, String reason) implements FrameRead {}
}
