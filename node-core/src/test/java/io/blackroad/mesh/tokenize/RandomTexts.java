package io.blackroad.mesh.tokenize;

import io.blackroad.mesh.SeededBytes;
import java.util.List;
import java.util.stream.Collectors;

/** Texts that a seed fixes, of characters from all planes, of one script, or of known words. */
public final class RandomTexts {
  private static final int SCRIPT_WIDTH = 128; // about a Unicode block
  private static final String[] BETWEEN = {
    " ", " ", "", "-", "'", ", ", "\u200d", "\u00a0", "\n", "[SEP]"
  };

  private final List<String> words;

  /** Texts whose words are among {@code words}; a leading "##" is left out. */
  public RandomTexts(List<String> words) {
    this.words = words;
  }

  /** The text of this seed; well-formed, up to some 60 characters or words. */
  public String text(int seed) {
    var random = new SeededBytes(seed);
    var text = new StringBuilder();
    int length = random.below(60);
    int style = random.below(4);
    int script = random.below(0x3000);
    for (int i = 0; i < length; i++) {
      switch (style) {
        case 0 -> text.appendCodePoint(character(random));
        case 1 -> text.appendCodePoint(script + random.below(SCRIPT_WIDTH));
        case 2 -> text.append(word(random)).append(BETWEEN[random.below(BETWEEN.length)]);
        default -> appendMixed(text, random);
      }
    }
    return text.toString();
  }

  /** A text's code points in hexadecimal, for messages. */
  static String codePoints(String text) {
    return text.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
  }

  private void appendMixed(StringBuilder text, SeededBytes random) {
    switch (random.below(5)) {
      case 0 -> text.appendCodePoint(character(random));
      case 1 -> text.appendCodePoint(0x300 + random.below(0x70)); // accents
      case 2 -> text.append(BETWEEN[random.below(BETWEEN.length)]);
      case 3 -> text.appendCodePoint('A' + random.below(26));
      default -> text.append(word(random));
    }
  }

  private String word(SeededBytes random) {
    String word = words.get(random.below(words.size()));
    return word.startsWith("##") ? word.substring(2) : word;
  }

  /** Any scalar value; half of them from the planes that are in use. */
  private static int character(SeededBytes random) {
    int codePoint = random.below(random.below(2) == 0 ? 0x30000 : Character.MAX_CODE_POINT + 1);
    boolean surrogate =
        codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return surrogate ? codePoint - Character.MIN_SURROGATE : codePoint;
  }
}
