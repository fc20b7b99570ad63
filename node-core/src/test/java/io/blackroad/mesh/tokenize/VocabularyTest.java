package io.blackroad.mesh.tokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final Vocabulary SMALL =
      Vocabulary.of(List.of("a", "ab", "abcd", "##b", "##bc", "##", "#", "\ud83d\ude00x"));

  @Test
  void findsEachTokenByItsText() {
    List<String> tokens = ModelVocabulary.tokens();
    var vocabulary = Vocabulary.of(tokens);
    assertEquals(30_522, vocabulary.size());
    for (int id = 0; id < tokens.size(); id++) {
      assertEquals(id, vocabulary.id(tokens.get(id)));
      assertEquals(Vocabulary.NONE, vocabulary.id(tokens.get(id) + "\u0001"));
    }
  }

  @Test
  void anEmptyVocabularyKnowsNothing() {
    assertEquals(Vocabulary.NONE, Vocabulary.of(List.of()).id("a"));
  }

  @Test
  void takesTheLongestToken() {
    assertEquals(1, longest("abc", 0));
    assertEquals(2, longest("abcd", 0));
    assertEquals(5, longest("###", 0));
    assertEquals(7, longest("\ud83d\ude00xy", 0));
  }

  @Test
  void takesOnlyContinuationsPastTheStart() {
    assertEquals(4, longest("abc", 1));
    assertEquals(3, longest("abd", 1));
    assertEquals(Vocabulary.NONE, longest("aab", 1));
    assertEquals(Vocabulary.NONE, longest("a#", 1));
  }

  /** Each table is so full that looking for "##" + tail meets tokens that end alike. */
  @Test
  void takesNoOtherTokenForAContinuation() {
    for (char tail = 'a'; tail <= 'z'; tail++) {
      List<String> alike = new ArrayList<>();
      for (char first = 'a'; first <= 'z'; first++) {
        for (char second = 'a'; second <= 'z'; second++) {
          alike.add("" + first + second + tail);
        }
      }
      int[] word = {'-', tail};
      assertEquals(Vocabulary.NONE, Vocabulary.of(alike).longestAt(word, 1, 2, new int[3]));
    }
  }

  @Test
  void refusesAnEmptyToken() {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of("a", "")));
    assertEquals("token 1 is empty", refusal.getMessage());
  }

  @Test
  void refusesATokenTwice() {
    var tokens = new ArrayList<>(ModelVocabulary.tokens());
    tokens.set(20_000, tokens.get(7));
    var refusal = assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(tokens));
    assertEquals("token 20000 is the same as token 7", refusal.getMessage());
  }

  private static int longest(String word, int from) {
    int[] codePoints = word.codePoints().toArray();
    return SMALL.longestAt(codePoints, from, codePoints.length, new int[codePoints.length + 1]);
  }
}
