package io.blackroad.mesh.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.tokenize.WordPiece.Specials;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds our ids against the reference's, with the vocabulary of all-MiniLM-L6-v2. */
class ReferenceComparisonTest {
  private static final int UNTRUNCATED = 100_000;
  private static final List<String> TOKENS = ModelVocabulary.tokens();
  private static final Vocabulary VOCABULARY = Vocabulary.of(TOKENS);

  @ParameterizedTest
  @EnumSource
  void alikeOnTrickyTexts(Specials specials) {
    var ours = new WordPiece(VOCABULARY, UNTRUNCATED, specials);
    try (var reference = ReferenceTokenizer.ofModel(0, specials)) {
      for (String text : TrickyTexts.all()) {
        assertArrayEquals(
            reference.encode(text), ours.encode(text), () -> RandomTexts.codePoints(text));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"AS_TEXT, 1, 20000", "AS_TOKENS, 20001, 24000"})
  void alikeOnRandomTexts(Specials specials, int firstSeed, int lastSeed) {
    var ours = new WordPiece(VOCABULARY, UNTRUNCATED, specials);
    var texts = new RandomTexts(TOKENS);
    try (var reference = ReferenceTokenizer.ofModel(0, specials)) {
      for (int seed = firstSeed; seed <= lastSeed; seed++) {
        String text = texts.text(seed);
        int shown = seed;
        assertArrayEquals(
            reference.encode(text),
            ours.encode(text),
            () -> "seed " + shown + ": " + RandomTexts.codePoints(text));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 128, 256, 512})
  void alikeWhenTruncated(int tokensMax) {
    var ours = new WordPiece(VOCABULARY, tokensMax);
    try (var reference = ReferenceTokenizer.ofModel(tokensMax, Specials.AS_TEXT)) {
      for (String text : TrickyTexts.overlong()) {
        Encoding encoding = ours.encoding(text);
        assertArrayEquals(reference.encode(text), encoding.ids());
        assertEquals(tokensMax, encoding.ids().length);
        assertTrue(encoding.truncated());
      }
    }
  }

  @Test
  void goldenVectorsAreWhatTheReferenceGives() throws Exception {
    assertEquals(GoldenVectors.current(), GoldenVectors.stored());
  }
}
