package io.blackroad.mesh.tokenize;

import java.util.Arrays;

/** Cuts words into tokens, each the longest that fits, and gathers the ids up to a limit. */
final class Pieces {
  private static final int ROOM_AT_FIRST = 64;

  private final Vocabulary vocabulary;
  private final int unknown;
  private final int idsMax;
  private final int[] hashes = new int[Words.WORD_LENGTH_MAX + 1];
  private final int[] cut = new int[Words.WORD_LENGTH_MAX];
  private int[] ids;
  private int count;
  private boolean overflowed;

  /**
   * Begins with {@code first} as the only id.
   *
   * @param unknown the id for a word that cannot be cut into tokens
   * @param idsMax ids to gather at most, {@code first} included
   */
  Pieces(Vocabulary vocabulary, int first, int unknown, int idsMax) {
    this.vocabulary = vocabulary;
    this.unknown = unknown;
    this.idsMax = idsMax;
    this.ids = new int[Math.min(idsMax, ROOM_AT_FIRST) + 1];
    this.ids[0] = first;
    this.count = 1;
  }

  /** Cuts one word of {@code length} code points; a longer one than the array is unknown. */
  void addWord(int[] word, int length) {
    int pieces = length > word.length ? 0 : cut(word, length);
    if (pieces == 0) {
      add(unknown);
      return;
    }
    for (int i = 0; i < pieces; i++) {
      add(cut[i]);
    }
  }

  /** Adds one id, or notes that there was no room for it. */
  void add(int id) {
    if (count == idsMax) {
      overflowed = true;
      return;
    }
    if (count + 1 == ids.length) { // one place is kept free for the last id
      ids = Arrays.copyOf(ids, Math.min(idsMax + 1, 2 * ids.length));
    }
    ids[count++] = id;
  }

  /** True once an id did not fit; more text cannot change {@link #endedBy} then. */
  boolean overflowed() {
    return overflowed;
  }

  /** The ids so far and {@code last}. */
  int[] endedBy(int last) {
    int[] ended = Arrays.copyOf(ids, count + 1);
    ended[count] = last;
    return ended;
  }

  /** Returns the number of tokens that cover the word, now in {@link #cut}; 0 when none do. */
  private int cut(int[] word, int length) {
    int pieces = 0;
    int from = 0;
    while (from < length) {
      int id = vocabulary.longestAt(word, from, length, hashes);
      if (id == Vocabulary.NONE) {
        return 0;
      }
      cut[pieces++] = id;
      from += vocabulary.covered(id, from);
    }
    return pieces;
  }
}
