package io.blackroad.mesh.tokenize;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.blackroad.mesh.tokenize.WordPiece.Specials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What we want to equal: Hugging Face tokenizers 0.21.4 (Rust, through DJL 0.36.0), set up by the
 * tokenizer.json of all-MiniLM-L6-v2 but for its truncation and padding.
 */
final class ReferenceTokenizer implements AutoCloseable {
  static {
    // The native library comes out of the jar; DJL must not look for another one.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("RUST_FLAVOR", "cpu");
    System.setProperty("DJL_CACHE_DIR", "target/djl");
  }

  private final HuggingFaceTokenizer tokenizer;

  private ReferenceTokenizer(JsonObject settings, int tokensMax) {
    Map<String, String> options =
        Map.of(
            "padding", "false",
            "truncation", Boolean.toString(tokensMax > 0),
            "maxLength", Integer.toString(tokensMax));
    var json = new ByteArrayInputStream(settings.toString().getBytes(StandardCharsets.UTF_8));
    try {
      this.tokenizer = HuggingFaceTokenizer.newInstance(json, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model's own tokenizer; special tokens in a text are what {@code specials} says. */
  static ReferenceTokenizer ofModel(int tokensMax, Specials specials) {
    JsonObject settings = modelSettings();
    if (specials == Specials.AS_TEXT) {
      settings.add("added_tokens", new JsonArray());
    }
    return new ReferenceTokenizer(settings, tokensMax);
  }

  /** The same rules with another vocabulary; adds no special tokens. */
  static ReferenceTokenizer of(List<String> tokensInIdOrder) {
    JsonObject settings = modelSettings();
    settings.add("added_tokens", new JsonArray());
    settings.add("post_processor", JsonNull.INSTANCE);
    var vocabulary = new JsonObject();
    int id = 0;
    for (String token : tokensInIdOrder) {
      vocabulary.addProperty(token, id++);
    }
    settings.getAsJsonObject("model").add("vocab", vocabulary);
    return new ReferenceTokenizer(settings, 0);
  }

  /**
   * [UNK], [CLS], [SEP]; then each character as a token, and as a continuation: with it the ids of
   * a text show what became of each character.
   */
  static List<String> characterTokens(IntStream characters) {
    List<String> tokens = new ArrayList<>(List.of("[UNK]", "[CLS]", "[SEP]"));
    characters.forEach(
        character -> {
          tokens.add(Character.toString(character));
          tokens.add("##" + Character.toString(character));
        });
    return tokens;
  }

  /** Every Unicode scalar value: code points but for surrogates. */
  static IntStream everyCharacter() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(
            codePoint ->
                codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }

  /** The ids of a well-formed text. Asks for nothing else, to be fast. */
  int[] encode(String text) {
    long encoding = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), text, true);
    try {
      return Arrays.stream(TokenizersLibrary.LIB.getTokenIds(encoding))
          .mapToInt(Math::toIntExact)
          .toArray();
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  private static JsonObject modelSettings() {
    JsonObject settings = ModelVocabulary.settings();
    settings.add("truncation", JsonNull.INSTANCE);
    settings.add("padding", JsonNull.INSTANCE);
    return settings;
  }
}
