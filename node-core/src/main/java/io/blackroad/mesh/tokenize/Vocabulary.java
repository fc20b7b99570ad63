package io.blackroad.mesh.tokenize;

import java.util.Arrays;
import java.util.List;

/**
 * The tokens of a model and their ids, immutable. A token that continues a word starts with "##".
 *
 * <p>One open-addressing table over one array of text: three int arrays (1.2 MB for BERT's 30,522
 * tokens), nothing allocated by a look-up, and no order that a platform could choose.
 */
public final class Vocabulary {
  /** Not the id of any token. */
  static final int NONE = -1;

  private static final int CONTINUATION_LENGTH = 2; // of "##"
  private static final int CONTINUATION_HASH = extended(extended(0, '#'), '#');

  private final int[] text; // the code points of all tokens, in id order
  private final int[] starts; // by id: where in text it starts; one more at the end
  private final int[] slots; // id + 1, 0 = free; at most half of them taken
  private final int longest; // code points of the longest token

  private Vocabulary(int[] text, int[] starts) {
    this.text = text;
    this.starts = starts;
    int tokens = starts.length - 1;
    this.slots = new int[Integer.highestOneBit(Math.max(tokens, 1)) * 4];
    int most = 0;
    for (int id = 0; id < tokens; id++) {
      most = Math.max(most, starts[id + 1] - starts[id]);
      enter(id);
    }
    this.longest = most;
  }

  /**
   * The vocabulary whose token {@code i} is {@code tokensInIdOrder.get(i)}: the lines of vocab.txt.
   *
   * @throws IllegalArgumentException when a token is empty or occurs twice
   */
  public static Vocabulary of(List<String> tokensInIdOrder) {
    int[] starts = new int[tokensInIdOrder.size() + 1];
    int chars = 0;
    for (String token : tokensInIdOrder) {
      chars += token.length();
    }
    int[] text = new int[chars];
    int end = 0;
    int id = 0;
    for (String token : tokensInIdOrder) {
      if (token.isEmpty()) {
        throw new IllegalArgumentException("token " + id + " is empty");
      }
      for (int at = 0; at < token.length(); at += Character.charCount(text[end - 1])) {
        text[end++] = token.codePointAt(at);
      }
      starts[++id] = end;
    }
    return new Vocabulary(Arrays.copyOf(text, end), starts);
  }

  /** Number of tokens; ids are 0 to {@code size() - 1}. */
  public int size() {
    return starts.length - 1;
  }

  /** The id of exactly this token, special ones included, or {@link #NONE}. */
  int id(String token) {
    int[] codePoints = new int[token.length()];
    int length = 0;
    for (int at = 0; at < token.length(); at += Character.charCount(codePoints[length - 1])) {
      codePoints[length++] = token.codePointAt(at);
    }
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = extended(hash, codePoints[i]);
    }
    return find(hash, codePoints, 0, length);
  }

  /**
   * The longest token that {@code word} has at {@code from}, or {@link #NONE}. Past the word's
   * start only tokens that continue a word count. It covers {@link #covered} code points.
   *
   * @param length code points in {@code word}
   * @param hashes scratch space for at least {@code length} + 1 values
   */
  int longestAt(int[] word, int from, int length, int[] hashes) {
    int last = Math.min(length, from + longest);
    hashes[from] = from == 0 ? 0 : CONTINUATION_HASH;
    for (int at = from; at < last; at++) {
      hashes[at + 1] = extended(hashes[at], word[at]);
    }
    for (int end = last; end > from; end--) {
      int id = find(hashes[end], word, from, end);
      if (id != NONE) {
        return id;
      }
    }
    return NONE;
  }

  /** Code points of a word that this token covers when it is found at {@code from}. */
  int covered(int id, int from) {
    return starts[id + 1] - starts[id] - (from == 0 ? 0 : CONTINUATION_LENGTH);
  }

  private int find(int hash, int[] word, int from, int end) {
    int slot = slot(hash);
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (covered(id, from) == end - from && reads(id, word, from, end)) {
        return id;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return NONE;
  }

  private boolean reads(int id, int[] word, int from, int end) {
    int at = starts[id];
    if (from > 0) {
      if (text[at] != '#' || text[at + 1] != '#') {
        return false;
      }
      at += CONTINUATION_LENGTH;
    }
    for (int i = from; i < end; i++) {
      if (text[at++] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private void enter(int id) {
    int hash = 0;
    for (int at = starts[id]; at < starts[id + 1]; at++) {
      hash = extended(hash, text[at]);
    }
    int slot = slot(hash);
    while (slots[slot] != 0) {
      int other = slots[slot] - 1;
      if (sameText(id, other)) {
        throw new IllegalArgumentException("token " + id + " is the same as token " + other);
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = id + 1;
  }

  private boolean sameText(int id, int other) {
    int length = starts[id + 1] - starts[id];
    if (starts[other + 1] - starts[other] != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text[starts[id] + i] != text[starts[other] + i]) {
        return false;
      }
    }
    return true;
  }

  private static int extended(int hash, int codePoint) {
    return hash * 31 + codePoint;
  }

  /** Folds the high bits into the ones that choose the slot. */
  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9; // 2^32 / golden ratio: Knuth's multiplicative hashing
    return (mixed ^ (mixed >>> 15)) & (slots.length - 1);
  }
}
