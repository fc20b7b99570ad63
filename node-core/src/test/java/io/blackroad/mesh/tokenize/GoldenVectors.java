package io.blackroad.mesh.tokenize;

import io.blackroad.mesh.tokenize.WordPiece.Specials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Texts and the ids that the reference gives them, for hosts where the reference does not run.
 *
 * <p>Rewrite after a change of {@link TrickyTexts}, from node-core: {@code java -cp <test class
 * path> io.blackroad.mesh.tokenize.GoldenVectors}.
 */
final class GoldenVectors {
  private static final Path FILE = Path.of("../spec/vectors/tokenize-golden.json");
  private static final int TOKENS_MAX = 128;
  private static final String WHY =
      "Ids by Hugging Face tokenizers 0.21.4, vocabulary and rules of all-MiniLM-L6-v2, special"
          + " tokens in texts taken for text";

  private GoldenVectors() {}

  /** Writes the file; takes no arguments. */
  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, current());
  }

  /** The file as it is. */
  static String stored() throws IOException {
    return Files.readString(FILE);
  }

  /** The file as the reference wants it: one case a line, printable ASCII. */
  static String current() {
    try (var reference = ReferenceTokenizer.ofModel(TOKENS_MAX, Specials.AS_TEXT)) {
      return TrickyTexts.all().stream()
          .map(
              text ->
                  "  {\"ids\": %s, \"text\": \"%s\"}"
                      .formatted(Arrays.toString(reference.encode(text)), escaped(text)))
          .collect(
              Collectors.joining(
                  ",\n",
                  "{\n \"cases\": [\n",
                  "\n ],\n \"tokens_max\": %d,\n \"why\": \"%s\"\n}\n".formatted(TOKENS_MAX, WHY)));
    }
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(
            c ->
                c >= ' ' && c <= '~' && c != '"' && c != '\\'
                    ? Character.toString(c)
                    : "\\u%04x".formatted(c))
        .collect(Collectors.joining());
  }
}
