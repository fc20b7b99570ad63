package io.blackroad.mesh.schedule;

/**
 * Where a node stands on the ring from which checkers are drawn: first its address prefix, then
 * itself, each at a place that its name fixes. A thousand identities behind one prefix share that
 * prefix's place. A node without a prefix is a prefix of its own.
 *
 * @param voicePoint place of {@code voice}, an unsigned 64-bit number
 * @param voice the address prefix, or the node id when there is none
 * @param point place of {@code nodeId} within its prefix
 */
record RingPlace(long voicePoint, String voice, long point, String nodeId)
    implements Comparable<RingPlace> {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  static RingPlace of(String voice, String nodeId) {
    return new RingPlace(point(voice), voice, point(nodeId), nodeId);
  }

  /** Before every prefix at {@code point} or after it, and after all others. */
  static RingPlace from(long point) {
    return new RingPlace(point, "", 0, "");
  }

  /** Before every node of this one's prefix at {@code point} or after it. */
  RingPlace within(long point) {
    return new RingPlace(voicePoint, voice, point, "");
  }

  /** After every node of this one's prefix. */
  RingPlace end() {
    return new RingPlace(voicePoint, voice + '\0', 0, "");
  }

  /** FNV-1a (Fowler, Noll, Vo) of the text, mixed so that similar names lie apart. */
  private static long point(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mixed(hash);
  }

  /**
   * Finaliser of MurmurHash3 (Appleby): every bit of the result hangs on every bit of {@code x}.
   */
  static long mixed(long x) {
    long mixed = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  @Override
  public int compareTo(RingPlace other) {
    int byVoicePoint = Long.compareUnsigned(voicePoint, other.voicePoint);
    if (byVoicePoint != 0) {
      return byVoicePoint;
    }
    int byVoice = voice.compareTo(other.voice);
    if (byVoice != 0) {
      return byVoice;
    }
    int byPoint = Long.compareUnsigned(point, other.point);
    return byPoint != 0 ? byPoint : nodeId.compareTo(other.nodeId);
  }
}
