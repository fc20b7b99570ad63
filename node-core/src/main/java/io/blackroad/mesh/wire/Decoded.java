package io.blackroad.mesh.wire;

/** What came of decoding a frame. */
public sealed interface Decoded {
  /** The frame is this message. */
  record Ok(Message message) implements Decoded {}

  /**
   * The frame is no message; whoever sent it is not worth listening to any longer.
   *
   * @param offset of the first byte that is wrong; of the JSON text when a member's value is
   * @param reason what is wrong, for a person
   */
  record Malformed(int offset, String reason) implements Decoded {}
}
