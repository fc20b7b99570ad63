package io.blackroad.mesh.peer.service;

/**
 * A binary message of a node's link that is not the coordinator's: told by its first byte
 * (spec/wire.md 2, 9).
 */
public sealed interface PeerMessage {
  /** First byte of a frame that passes through the seed. */
  int RELAYED = 0x02;

  /** First byte of a word. */
  int WORD = 0x03;

  /** Where the number of the edge begins in a relayed frame: 4 bytes, little-endian. */
  int EDGE_AT = 1;

  /** Where the peer's frame begins in a relayed frame. */
  int FRAME_AT = 5;

  /** Where the JSON begins in a word. */
  int JSON_AT = 1;

  /**
   * A frame from, or to, the peer at the other end of {@code edge}.
   *
   * @param frame 1 to 16,384 bytes; what they say is the peers' business (spec/wire.md 8.1)
   */
  record Relayed(int edge, byte[] frame) implements PeerMessage {}

  /** A word from, or to, the seed's peer service. */
  record Said(PeerWord word) implements PeerMessage {}

  /**
   * Neither; whoever sent it is not worth listening to any longer.
   *
   * @param offset of the first byte that is wrong; of the JSON text when a member's value is
   * @param reason what is wrong, for a person
   */
  record Malformed(int offset, String reason) implements PeerMessage {}
}
