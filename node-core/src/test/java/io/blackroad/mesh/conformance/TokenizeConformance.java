package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.tokenize.RandomTexts;
import io.blackroad.mesh.tokenize.Vocabulary;
import io.blackroad.mesh.tokenize.WordPiece;
import java.util.ArrayList;
import java.util.List;

/** Runs the tokenizer's vectors, which need a vocabulary beside the file. */
public final class TokenizeConformance {
  private static final int RANDOM_TEXTS = 2_000;
  private static final int TOKENS_MAX = 512;

  private TokenizeConformance() {}

  /**
   * Runs spec/vectors/tokenize-golden.json.
   *
   * @param vocabularyLines the vocabulary of all-MiniLM-L6-v2: a token a line, in id order
   * @return {@code N passed}, or lines that begin with {@code FAILED: }
   */
  public static String run(String vocabularyLines, byte[] goldenFile) {
    return switch (CanonicalJson.parse(goldenFile)) {
      case Parsed.Malformed malformed ->
          "FAILED: at byte " + malformed.offset() + ": " + malformed.reason();
      case Parsed.Value value -> run(vocabulary(vocabularyLines), value.json());
    };
  }

  /**
   * Lines {@code name=result} that must be the same on every platform: digests over the ids of
   * random texts, and over those of texts of every code point, lone surrogates included.
   */
  public static List<String> differential(String vocabularyLines) {
    Vocabulary vocabulary = vocabulary(vocabularyLines);
    WordPiece wordPiece = new WordPiece(vocabulary, TOKENS_MAX);
    List<String> lines = new ArrayList<>();
    Sha256 sha = new Sha256();
    RandomTexts texts = new RandomTexts(lines(vocabularyLines));
    for (int seed = 1; seed <= RANDOM_TEXTS; seed++) {
      update(sha, wordPiece.encode(texts.text(seed)));
    }
    lines.add("ids of " + RANDOM_TEXTS + " random texts=" + Hex.of(sha.digest()));
    int few = 16;
    for (int first = 0; first <= Character.MAX_CODE_POINT; first += few) {
      StringBuilder text = new StringBuilder();
      for (int codePoint = first; codePoint < first + few; codePoint++) {
        text.appendCodePoint(codePoint).append(' ');
      }
      update(sha, wordPiece.encode(text.toString()));
    }
    lines.add("ids of every code point=" + Hex.of(sha.digest()));
    return lines;
  }

  private static String run(Vocabulary vocabulary, Json file) {
    List<String> failures = new ArrayList<>();
    Members members = Members.of(file);
    WordPiece wordPiece =
        new WordPiece(vocabulary, (int) members.integer("tokens_max", 1, TOKENS_MAX));
    List<Json> cases = members.items("cases", Integer.MAX_VALUE);
    for (Json item : cases) {
      Members of = members.item("cases", item);
      String text = of.text("text", Integer.MAX_VALUE);
      String wanted = joined(wanted(of));
      String got = joined(wordPiece.encode(text));
      if (!wanted.equals(got)) {
        failures.add("FAILED: case " + text + ": wanted " + wanted + ", got " + got);
      }
    }
    if (members.problem() != null) {
      failures.add("FAILED: " + members.problem());
    }
    return failures.isEmpty() ? cases.size() + " passed" : String.join("\n", failures);
  }

  private static int[] wanted(Members item) {
    List<Json> ids = item.items("ids", TOKENS_MAX);
    int[] wanted = new int[ids.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (int) ((Json.Int) ids.get(i)).value();
    }
    return wanted;
  }

  private static String joined(int[] ids) {
    StringBuilder joined = new StringBuilder();
    for (int id : ids) {
      joined.append(' ').append(id);
    }
    return joined.toString();
  }

  private static void update(Sha256 sha, int[] ids) {
    byte[] bytes = new byte[2 * ids.length]; // 30,522 ids fit two bytes
    for (int i = 0; i < ids.length; i++) {
      bytes[2 * i] = (byte) (ids[i] >>> 8);
      bytes[2 * i + 1] = (byte) ids[i];
    }
    sha.update(bytes, 0, bytes.length);
  }

  private static Vocabulary vocabulary(String lines) {
    return Vocabulary.of(lines(lines));
  }

  /** The lines of a text; an end of line behind the last one begins none. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      lines.add(text.substring(from, end));
      from = end + 1;
    }
    return lines;
  }
}
