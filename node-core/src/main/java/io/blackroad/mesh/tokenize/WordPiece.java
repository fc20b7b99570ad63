package io.blackroad.mesh.tokenize;

/**
 * The tokenizer of uncased BERT models (all-MiniLM-L6-v2 among them): text to the token ids that
 * the model was trained on. Gives the ids that Hugging Face tokenizers 0.21.4 gives with
 * BertNormalizer (lowercase, accents stripped), BertPreTokenizer and WordPiece: no difference is
 * known, in any character or in the random texts tried. Its Unicode tables are fixed ({@link
 * CharacterTable}), so every host gives the same ids.
 *
 * <p>Immutable, safe for threads. Time grows with the text read, which is at most as much as fills
 * {@code tokensMax} tokens; memory does not grow with the text.
 */
public final class WordPiece {
  /** [CLS] and [SEP]. */
  private static final int TOKENS_MIN = 2;

  /** What becomes of "[SEP]" and its like in a text. */
  public enum Specials {
    /** They are text: brackets and letters. The choice for text of users. */
    AS_TEXT,
    /**
     * They become the special tokens, as Hugging Face tokenizers does it. Whoever writes the text
     * then decides what the model takes for the end of it.
     */
    AS_TOKENS
  }

  private static final String[] SPECIALS = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};

  private final Vocabulary vocabulary;
  private final int tokensMax;
  private final Specials specials;
  private final int first;
  private final int last;
  private final int unknown;

  /** A tokenizer that takes special tokens in texts for text. */
  public WordPiece(Vocabulary vocabulary, int tokensMax) {
    this(vocabulary, tokensMax, Specials.AS_TEXT);
  }

  /**
   * @param tokensMax ids per text, [CLS] and [SEP] included; at least 2
   * @throws IllegalArgumentException when the vocabulary lacks [CLS], [SEP] or [UNK]
   */
  public WordPiece(Vocabulary vocabulary, int tokensMax, Specials specials) {
    if (tokensMax < TOKENS_MIN) {
      throw new IllegalArgumentException(
          "at most " + tokensMax + " tokens, wanted at least " + TOKENS_MIN);
    }
    this.vocabulary = vocabulary;
    this.tokensMax = tokensMax;
    this.specials = specials;
    this.first = required("[CLS]");
    this.last = required("[SEP]");
    this.unknown = required("[UNK]");
  }

  /** The ids of a text, cut off after {@code tokensMax}; any string will do. */
  public int[] encode(String text) {
    return encoding(text).ids();
  }

  /** The ids of a text, and whether they are all of it. */
  public Encoding encoding(String text) {
    Pieces pieces = new Pieces(vocabulary, first, unknown, tokensMax - 1);
    Words words = new Words(pieces);
    int at = 0;
    while (at < text.length() && !pieces.overflowed()) {
      String special = specialAt(text, at);
      if (special.isEmpty()) {
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        words.read(codePoint);
      } else {
        at += special.length();
        words.end();
        pieces.add(vocabulary.id(special));
      }
    }
    words.end();
    return new Encoding(pieces.endedBy(last), pieces.overflowed());
  }

  /** The special token that is read here, or the empty string. */
  private String specialAt(String text, int at) {
    if (specials == Specials.AS_TEXT || text.charAt(at) != '[') {
      return "";
    }
    for (String special : SPECIALS) {
      if (text.startsWith(special, at) && vocabulary.id(special) != Vocabulary.NONE) {
        return special;
      }
    }
    return "";
  }

  private int required(String token) {
    int id = vocabulary.id(token);
    if (id == Vocabulary.NONE) {
      throw new IllegalArgumentException(
          "a vocabulary of " + vocabulary.size() + " tokens without " + token);
    }
    return id;
  }
}
