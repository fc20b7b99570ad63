package io.blackroad.mesh.seed.model;

import io.blackroad.mesh.seed.api.Model.Encoded;
import io.blackroad.mesh.tokenize.Encoding;
import io.blackroad.mesh.tokenize.Vocabulary;
import io.blackroad.mesh.tokenize.WordPiece;
import java.util.List;

/** Text, or ids that a client made, to what the network reads. Immutable. */
final class ModelTokenizer {
  /** [CLS] and [SEP]. */
  private static final int SPECIAL_TOKENS = 2;

  private final WordPiece wordPiece;
  private final int tokensMax;
  private final int vocabularySize;
  private final int first;
  private final int last;

  ModelTokenizer(List<String> tokensInIdOrder, int tokensMax) {
    this.wordPiece = new WordPiece(Vocabulary.of(tokensInIdOrder), tokensMax);
    this.tokensMax = tokensMax;
    this.vocabularySize = tokensInIdOrder.size();
    this.first = tokensInIdOrder.indexOf("[CLS]");
    this.last = tokensInIdOrder.indexOf("[SEP]");
  }

  int vocabularySize() {
    return vocabularySize;
  }

  Encoded encode(String text) {
    Encoding encoding = wordPiece.encoding(text);
    return new Encoded(encoding.ids(), encoding.truncated());
  }

  /** Puts [CLS] and [SEP] around {@code ids} unless they are there, and cuts at the limit. */
  Encoded encode(int[] ids) {
    int from = ids.length > 0 && ids[0] == first ? 1 : 0;
    int to = ids.length > from && ids[ids.length - 1] == last ? ids.length - 1 : ids.length;
    int kept = Math.min(to - from, tokensMax - SPECIAL_TOKENS);
    int[] encoded = new int[kept + SPECIAL_TOKENS];
    encoded[0] = first;
    System.arraycopy(ids, from, encoded, 1, kept);
    encoded[kept + 1] = last;
    return new Encoded(encoded, kept < to - from);
  }
}
