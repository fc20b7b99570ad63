package io.blackroad.mesh.tokenize;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tokenizer.json of all-MiniLM-L6-v2, out of the jar that carries the model. */
public final class ModelVocabulary {
  private ModelVocabulary() {}

  /** The tokens in id order; they are those of BERT, uncased. */
  public static List<String> tokens() {
    var vocabulary = settings().getAsJsonObject("model").getAsJsonObject("vocab");
    return vocabulary.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().getAsInt()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The same as text, a token a line. */
  public static String lines() {
    return String.join("\n", tokens()) + "\n";
  }

  /** The whole file. */
  static JsonObject settings() {
    try (InputStream json =
        Objects.requireNonNull(
            ModelVocabulary.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json"))) {
      return JsonParser.parseReader(new InputStreamReader(json, StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
