package io.blackroad.mesh.tokenize;

/**
 * What BERT's normaliser does to each character, from a fixed table ({@link CharacterData}). The
 * table is what Hugging Face tokenizers 0.21.4 was seen to do: it knows general categories as of
 * Unicode 8.0, decompositions of 9.0 and lower case of 16.0, so that younger characters stay as
 * they are.
 *
 * <p>A character's fate is an int: its kind, and what the kind needs besides.
 */
final class CharacterTable {
  /** Stays as it is; part of a word. */
  static final int KEEP = 0;

  /** Vanishes: a control character, or a mark that sorts among other marks before it vanishes. */
  static final int DROP = 1;

  /** Vanishes, but marks do not sort across it (canonical combining class 0). */
  static final int DROP_STARTER = 2;

  /** Ends a word. */
  static final int SPACE = 3;

  /** Is a word of its own: punctuation or an ideograph. */
  static final int ALONE = 4;

  /** A mark that stays, sorted among its neighbours by {@link #order}. */
  static final int MARK = 5;

  /** Is replaced by {@link #folds} other characters, of kinds other than this one. */
  static final int FOLD = 6;

  private static final int KIND_BITS = 3;
  private static final int FOLDS_BITS = 2; // a character folds to three at most
  private static final int DIRECT = 0x800; // Latin to Arabic: found without a search

  private static final int[] FIRST = new int[CharacterData.RUNS];
  private static final int[] LAST = new int[CharacterData.RUNS];
  private static final int[] FATE = new int[CharacterData.RUNS]; // of the run's first character
  private static final int[] TARGETS = new int[CharacterData.TARGETS];
  private static final int[] DIRECT_FATE = new int[DIRECT];

  static {
    readRuns(new Numbers(CharacterData.DATA));
    for (int codePoint = 0; codePoint < DIRECT; codePoint++) {
      DIRECT_FATE[codePoint] = searched(codePoint);
    }
  }

  private CharacterTable() {}

  static int fate(int codePoint) {
    return codePoint < DIRECT ? DIRECT_FATE[codePoint] : searched(codePoint);
  }

  static int kind(int fate) {
    return fate & ((1 << KIND_BITS) - 1);
  }

  /** Of a {@link #MARK}: the rank of its canonical combining class. 0 for other kinds. */
  static int order(int fate) {
    return kind(fate) == MARK ? fate >>> KIND_BITS : 0;
  }

  /** Of a {@link #FOLD}: how many characters take its place. */
  static int folds(int fate) {
    return (fate >>> KIND_BITS) & ((1 << FOLDS_BITS) - 1);
  }

  /** Of a {@link #FOLD}: the {@code i}th character that takes its place. */
  static int folded(int fate, int i) {
    return TARGETS[(fate >>> (KIND_BITS + FOLDS_BITS)) + i];
  }

  private static int searched(int codePoint) {
    int low = 0;
    int high = FIRST.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (codePoint < FIRST[middle]) {
        high = middle - 1;
      } else if (codePoint > LAST[middle]) {
        low = middle + 1;
      } else {
        return fateInRun(middle, codePoint - FIRST[middle]);
      }
    }
    return KEEP;
  }

  private static int fateInRun(int run, int index) {
    int fate = FATE[run];
    if (kind(fate) != FOLD) {
      return fate;
    }
    return fate + ((index * folds(fate)) << (KIND_BITS + FOLDS_BITS));
  }

  /**
   * The data: per run of characters with the same kind the gap before it, its length - 1 and its
   * kind; then for MARK the order, for FOLD the number of targets per character and the targets,
   * each as a zigzag difference to the one before plus 1.
   */
  private static void readRuns(Numbers numbers) {
    int next = 0;
    int targets = 0;
    for (int run = 0; run < CharacterData.RUNS; run++) {
      FIRST[run] = next + numbers.next();
      LAST[run] = FIRST[run] + numbers.next();
      next = LAST[run] + 1;
      int kind = numbers.next();
      FATE[run] = kind;
      if (kind == MARK) {
        FATE[run] |= numbers.next() << KIND_BITS;
      } else if (kind == FOLD) {
        int folds = numbers.next();
        FATE[run] |= folds << KIND_BITS | targets << (KIND_BITS + FOLDS_BITS);
        int count = folds * (next - FIRST[run]);
        readTargets(numbers, targets, count);
        targets += count;
      }
    }
  }

  private static void readTargets(Numbers numbers, int from, int count) {
    int previous = from == 0 ? 0 : TARGETS[from - 1];
    for (int i = from; i < from + count; i++) {
      int zigzag = numbers.next();
      previous += 1 + ((zigzag >>> 1) ^ -(zigzag & 1));
      TARGETS[i] = previous;
    }
  }

  /**
   * Reads numbers written in printable ASCII: digits '#' to '[' of base 57, then one digit ']' to
   * '~' of base 34 that ends the number.
   */
  private static final class Numbers {
    private final String digits;
    private int at;

    Numbers(String digits) {
      this.digits = digits;
    }

    int next() {
      int number = 0;
      char digit = digits.charAt(at++);
      while (digit < ']') {
        number = number * 57 + (digit - '#');
        digit = digits.charAt(at++);
      }
      return number * 34 + (digit - ']');
    }
  }
}
