package io.blackroad.mesh.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.tokenize.WordPiece.Specials;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of the tokenizer on a vocabulary small enough to read. */
class WordPieceTest {
  private static final List<String> TOKENS =
      List.of("[CLS]", "[SEP]", "[UNK]", "un", "##aff", "##able", "sep", "[", "]", "e", ",", "##e");
  private static final int CLS = 0;
  private static final int SEP = 1;
  private static final int UNK = 2;
  private static final int UN = 3;
  private static final int AFF = 4;
  private static final int ABLE = 5;

  private final WordPiece wordPiece = new WordPiece(Vocabulary.of(TOKENS), 16);

  @Test
  void cutsAWordIntoTheLongestTokens() {
    assertArrayEquals(new int[] {CLS, UN, AFF, ABLE, SEP}, wordPiece.encode("Unaffable"));
  }

  @Test
  void takesAWordForUnknownAsAWhole() {
    assertArrayEquals(new int[] {CLS, UNK, UN, SEP}, wordPiece.encode("unaffablx un"));
  }

  @Test
  void framesEvenAnEmptyText() {
    assertArrayEquals(new int[] {CLS, SEP}, wordPiece.encode(""));
    assertArrayEquals(new int[] {CLS, SEP}, wordPiece.encode(" \t\n\u0000\u200d\u0301"));
  }

  @Test
  void cutsOffBehindTheLastTokenThatFits() {
    var narrow = new WordPiece(Vocabulary.of(TOKENS), 4);
    assertArrayEquals(new int[] {CLS, UN, AFF, SEP}, narrow.encode("unaffable"));
    assertArrayEquals(new int[] {CLS, UN, UN, SEP}, narrow.encode("un un un"));
  }

  @Test
  void saysWhetherItCutAnythingOff() {
    var narrow = new WordPiece(Vocabulary.of(TOKENS), 4);
    assertFalse(narrow.encoding("un un").truncated());
    assertFalse(narrow.encoding("un un \u00ad\u0301 ").truncated());
    assertTrue(narrow.encoding("un un un").truncated());
    assertTrue(narrow.encoding("unaffable").truncated());
  }

  /** Its first pieces would have fitted, but the word is unknown as a whole. */
  @Test
  void looksAtAWholeWordBeforeItCutsOff() {
    var narrow = new WordPiece(Vocabulary.of(TOKENS), 4);
    Encoding encoding = narrow.encoding("un unaffablx");
    assertArrayEquals(new int[] {CLS, UN, UNK, SEP}, encoding.ids());
    assertFalse(encoding.truncated());
  }

  @Test
  void hasNoRoomForTextAtTwoTokens() {
    var narrowest = new WordPiece(Vocabulary.of(TOKENS), 2);
    assertArrayEquals(new int[] {CLS, SEP}, narrowest.encode("un"));
    assertTrue(narrowest.encoding("un").truncated());
    assertFalse(narrowest.encoding(" ").truncated());
  }

  @Test
  void leavesSpecialTokensToTheModel() {
    assertArrayEquals(new int[] {CLS, UN, 7, 6, 8, UN, SEP}, wordPiece.encode("un[SEP]un"));
  }

  @Test
  void matchesSpecialTokensOnlyWhenAsked() {
    var matching = new WordPiece(Vocabulary.of(TOKENS), 16, Specials.AS_TOKENS);
    assertArrayEquals(new int[] {CLS, UN, SEP, UN, SEP}, matching.encode("un[SEP]un"));
    assertArrayEquals(new int[] {CLS, 7, 6, 8, SEP}, matching.encode("[sep]"));
    assertArrayEquals(new int[] {CLS, 7, UNK, 8, SEP}, matching.encode("[PAD]"));
  }

  @Test
  void dropsLoneSurrogates() {
    assertArrayEquals(
        new int[] {CLS, UN, AFF, ABLE, SEP}, wordPiece.encode("\udc00un\ud800aff\udfffable\ud83d"));
  }

  @Test
  void countsAWordInCodePointsAfterNormalisation() {
    assertEquals(102, wide().encode("\u00c9".repeat(100)).length);
    assertEquals(102, wide().encode("e\u0301\u00ad".repeat(100)).length);
    assertArrayEquals(new int[] {CLS, UNK, SEP}, wide().encode("\u00c9".repeat(101)));
  }

  /** A million characters without a token's end must cost no more than their reading. */
  @Test
  void readsAnEndlessWordOnce() {
    String marks = "\u302e\ud834\udd65".repeat(500_000);
    assertArrayEquals(new int[] {CLS, UNK, SEP}, wide().encode(marks));
  }

  @Test
  void refusesLessRoomThanTheFrameNeeds() {
    var vocabulary = Vocabulary.of(TOKENS);
    var refusal = assertThrows(IllegalArgumentException.class, () -> new WordPiece(vocabulary, 1));
    assertEquals("at most 1 tokens, wanted at least 2", refusal.getMessage());
  }

  @Test
  void refusesAVocabularyWithoutItsFrame() {
    var vocabulary = Vocabulary.of(List.of("[CLS]", "[UNK]", "a"));
    var refusal = assertThrows(IllegalArgumentException.class, () -> new WordPiece(vocabulary, 8));
    assertEquals("a vocabulary of 3 tokens without [SEP]", refusal.getMessage());
  }

  private static WordPiece wide() {
    return new WordPiece(Vocabulary.of(TOKENS), 1_000);
  }
}
