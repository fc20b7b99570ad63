package io.blackroad.mesh.tokenize;

/**
 * Takes the code points of a text and gives {@link Pieces} its words: what BERT's normaliser and
 * pre-tokeniser do, in one pass. Control characters vanish; letters lose accents and case; white
 * space ends a word; punctuation and ideographs are words of their own.
 *
 * <p>Characters come out as canonical decomposition (NFD) leaves them, which also sorts the marks
 * after a letter (The Unicode Standard 3.11, D109). Most marks are dropped, so that the order shows
 * only among the few that are kept.
 */
final class Words {
  /** Longer words become [UNK] unread ("max_input_chars_per_word" of BERT). */
  static final int WORD_LENGTH_MAX = 100;

  // Hangul syllables decompose by arithmetic: The Unicode Standard 3.12.
  private static final int SYLLABLE_FIRST = 0xAC00;
  private static final int SYLLABLE_LAST = 0xD7A3;
  private static final int LEADING_FIRST = 0x1100;
  private static final int VOWEL_FIRST = 0x1161;
  private static final int TRAILING_BEFORE_FIRST = 0x11A7;
  private static final int VOWELS = 21;
  private static final int TRAILINGS = 28;

  private final Pieces pieces;
  private final int[] word = new int[WORD_LENGTH_MAX];
  private int length; // of the word; goes on counting when the word is full
  private int sortedFrom; // marks do not sort to before this place

  Words(Pieces pieces) {
    this.pieces = pieces;
  }

  /** Reads one code point; a lone surrogate counts as a control character. */
  void read(int codePoint) {
    if (codePoint >= SYLLABLE_FIRST && codePoint <= SYLLABLE_LAST) {
      readSyllable(codePoint - SYLLABLE_FIRST);
      return;
    }
    int fate = CharacterTable.fate(codePoint);
    switch (CharacterTable.kind(fate)) {
      case CharacterTable.KEEP -> append(codePoint);
      case CharacterTable.DROP -> {}
      case CharacterTable.DROP_STARTER -> sortedFrom = length;
      case CharacterTable.SPACE -> end();
      case CharacterTable.ALONE -> {
        end();
        append(codePoint);
        end();
      }
      case CharacterTable.MARK -> appendMark(codePoint, CharacterTable.order(fate));
      default -> readFolded(fate);
    }
  }

  /** Ends the word, if there is one. */
  void end() {
    if (length == 0) {
      return;
    }
    pieces.addWord(word, length);
    length = 0;
    sortedFrom = 0;
  }

  private void readSyllable(int syllable) {
    append(LEADING_FIRST + syllable / (VOWELS * TRAILINGS));
    append(VOWEL_FIRST + syllable / TRAILINGS % VOWELS);
    int trailing = syllable % TRAILINGS;
    if (trailing > 0) {
      append(TRAILING_BEFORE_FIRST + trailing);
    }
  }

  /** What a character folds to never folds again, so this nests once. */
  private void readFolded(int fate) {
    for (int i = 0; i < CharacterTable.folds(fate); i++) {
      read(CharacterTable.folded(fate, i));
    }
  }

  private void append(int codePoint) {
    if (length < WORD_LENGTH_MAX) {
      word[length] = codePoint;
    }
    length++;
  }

  /** Puts a mark behind those of the same or a lower order; letters have the lowest. */
  private void appendMark(int mark, int order) {
    length++;
    if (length > WORD_LENGTH_MAX) {
      return;
    }
    int at = length - 1;
    while (at > sortedFrom && CharacterTable.order(CharacterTable.fate(word[at - 1])) > order) {
      word[at] = word[at - 1];
      at--;
    }
    word[at] = mark;
  }
}
