package io.blackroad.mesh.peer.service;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.peer.PeerLimits;
import java.util.Arrays;

/** Reads everything that {@link PeerMessageWriter} can write, and nothing else. */
public final class PeerMessageReader {
  private static final int BITS_PER_BYTE = 8;

  private PeerMessageReader() {}

  /** What {@code message} is. Never throws, whatever the bytes are. */
  public static PeerMessage read(byte[] message) {
    return switch (message.length == 0 ? -1 : message[0]) {
      case PeerMessage.RELAYED -> relayed(message);
      case PeerMessage.WORD -> word(message);
      case -1 -> new PeerMessage.Malformed(0, "no byte at all");
      default -> new PeerMessage.Malformed(0, "nothing between peers begins with this byte");
    };
  }

  private static PeerMessage relayed(byte[] message) {
    if (message.length <= PeerMessage.FRAME_AT) {
      return new PeerMessage.Malformed(message.length, "the bytes end before the peer's frame");
    }
    int max = PeerMessage.FRAME_AT + PeerLimits.FRAME_BYTES_MAX;
    if (message.length > max) {
      return new PeerMessage.Malformed(max, "a frame longer than " + PeerLimits.FRAME_BYTES_MAX);
    }
    int edge = 0;
    for (int i = PeerMessage.FRAME_AT - 1; i >= PeerMessage.EDGE_AT; i--) {
      edge = edge << BITS_PER_BYTE | (message[i] & 255);
    }
    if (edge < 1) {
      return new PeerMessage.Malformed(PeerMessage.EDGE_AT, "an edge that is 0, or 2^31 or more");
    }
    return new PeerMessage.Relayed(
        edge, Arrays.copyOfRange(message, PeerMessage.FRAME_AT, message.length));
  }

  private static PeerMessage word(byte[] message) {
    int from = PeerMessage.JSON_AT;
    if (message.length - from > ServiceLimits.WORD_BYTES_MAX) {
      return new PeerMessage.Malformed(
          from,
          "a word of " + (message.length - from) + ", at most " + ServiceLimits.WORD_BYTES_MAX);
    }
    return switch (CanonicalJson.parse(message, from, message.length)) {
      case Parsed.Malformed malformed ->
          new PeerMessage.Malformed(malformed.offset(), malformed.reason());
      case Parsed.Value(Json json) -> canonical(message, json);
    };
  }

  private static PeerMessage canonical(byte[] message, Json json) {
    byte[] canonical = CanonicalJson.bytes(json);
    int from = PeerMessage.JSON_AT;
    int different = Arrays.mismatch(canonical, 0, canonical.length, message, from, message.length);
    if (different >= 0) {
      return new PeerMessage.Malformed(from + different, "JSON that is not canonical");
    }
    Members members = Members.of(json);
    PeerWord word = new WordReader(members).read();
    if (word != null) {
      return new PeerMessage.Said(word);
    }
    String problem = members.problem();
    return new PeerMessage.Malformed(from, problem == null ? "not a word" : problem);
  }
}
