package io.blackroad.mesh.tokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.SeededBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds our normalisation against the reference's, character by character: both read with a
 * vocabulary of characters, so that nothing hides behind [UNK].
 *
 * <p>All of planes 0 and 1, and what decomposes or vanishes in 2 and 14. One character in 61 stands
 * for the rest, which is ideographs, private use and unassigned, to keep this under ten seconds
 * ({@link CharacterDataGenerator} asks for every one).
 */
class EveryCharacterTest {
  private static final int SHOWN_MAX = 20;
  private static final int BATCH = 100;
  private static final int[] CHARACTERS =
      ReferenceTokenizer.everyCharacter()
          .filter(c -> c < 0x20000 || c >> 12 == 0x2F || c >> 12 == 0xE0 || c % 61 == 0)
          .toArray();

  private static ReferenceTokenizer reference;
  private static WordPiece ours;

  private final List<String> differing = new ArrayList<>();

  @BeforeAll
  static void load() {
    List<String> tokens = ReferenceTokenizer.characterTokens(Arrays.stream(CHARACTERS));
    reference = ReferenceTokenizer.of(tokens);
    ours = new WordPiece(Vocabulary.of(tokens), 10_000);
  }

  @AfterAll
  static void close() {
    reference.close();
  }

  @AfterEach
  void nothingDiffers() {
    assertEquals(
        "",
        differing.stream().limit(SHOWN_MAX).collect(Collectors.joining("\n")),
        () -> differing.size() + " texts differ");
  }

  @Test
  void alikeInsideAWord() {
    compareEach("a", "b");
  }

  /** The marks around it would change places if the character vanished or were one of them. */
  @Test
  void alikeAmongMarks() {
    compareEach("a\u302e", "\uD834\uDD65b");
  }

  @Test
  void alikeInRandomRunsOfMarks() {
    int[] marks =
        Arrays.stream(CHARACTERS)
            .filter(c -> CharacterTable.kind(CharacterTable.fate(c)) == CharacterTable.MARK)
            .toArray();
    int[] others = {'a', 0xE9, 0x300, 0x94D, 0x180B, 0xAD, 0x9CB, 0xAC01, 0x1D15E, '!', 0x4E00};
    for (int seed = 1; seed <= 10_000; seed++) {
      var random = new SeededBytes(seed);
      var text = new StringBuilder("a");
      for (int i = random.below(12); i >= 0; i--) {
        int[] from = random.below(3) > 0 ? marks : others;
        text.appendCodePoint(from[random.below(from.length)]);
      }
      compare(text.toString(), seed);
    }
  }

  /** Compares each character between two texts; a hundred at a time, which is faster. */
  private void compareEach(String before, String after) {
    for (int from = 0; from < CHARACTERS.length; from += BATCH) {
      int to = Math.min(from + BATCH, CHARACTERS.length);
      List<String> words =
          Arrays.stream(CHARACTERS, from, to)
              .mapToObj(character -> before + Character.toString(character) + after)
              .toList();
      if (!compare(String.join(" ", words), 0)) {
        words.forEach(word -> compare(word, 0));
      }
    }
  }

  private boolean compare(String text, int seed) {
    int[] wanted = reference.encode(text);
    int[] ids = ours.encode(text);
    int[] withoutSpecials = Arrays.copyOfRange(ids, 1, ids.length - 1);
    boolean alike = Arrays.equals(wanted, withoutSpecials);
    if (!alike) {
      differing.add(
          "seed %d: %s gives %s, wanted %s"
              .formatted(
                  seed,
                  RandomTexts.codePoints(text),
                  Arrays.toString(withoutSpecials),
                  Arrays.toString(wanted)));
    }
    return alike;
  }
}
