package io.blackroad.mesh.peer.service;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Words of each kind, at their limits and in between. */
final class SampleWords {
  static final String NODE_ID = "n_0123456789abcdef0123456789abcdef";
  static final String HASH = "00ff".repeat(16);

  private SampleWords() {}

  static List<PeerWord> all() {
    List<PeerWord> words = new ArrayList<>();
    words.add(seek(0));
    words.add(seek(1));
    words.add(largestSeek());
    words.add(new PeerWord.Turn());
    for (PartReason reason : PartReason.values()) {
      words.add(new PeerWord.Part(1, reason));
    }
    words.add(new PeerWord.Part(ServiceLimits.EDGE_MAX, PartReason.ENDED));
    words.add(new PeerWord.Meet(1, NODE_ID, true));
    words.add(new PeerWord.Meet(ServiceLimits.EDGE_MAX, NODE_ID, false));
    words.add(PeerWord.Ice.NONE);
    words.add(
        new PeerWord.Ice(
            List.of("stun:seed.example:3478"),
            List.of("turn:seed.example:3478", "turns:seed.example:443?transport=tcp"),
            "1795000000:" + NODE_ID,
            "p4x8Yw2oB0d1r7kF0JtqkZc0a3Y=",
            1_795_000_000_000L));
    return words;
  }

  static PeerWord.Seek seek(int items) {
    return new PeerWord.Seek(
        3,
        true,
        copies(items, "all-MiniLM-L6-v2"),
        copies(items, HASH),
        copies(items, HASH),
        copies(items, NODE_ID));
  }

  /** As many of everything as there may be, names in letters of two bytes. */
  static PeerWord.Seek largestSeek() {
    return new PeerWord.Seek(
        ServiceLimits.DEGREE_MAX,
        false,
        copies(ServiceLimits.MODELS_MAX, "\u00e9".repeat(ServiceLimits.NAME_CHARS_MAX)),
        copies(ServiceLimits.HASHES_MAX, HASH),
        copies(ServiceLimits.HASHES_MAX, HASH),
        copies(ServiceLimits.DEGREE_MAX, NODE_ID));
  }

  static List<String> copies(int items, String item) {
    return Stream.generate(() -> item).limit(items).toList();
  }
}
