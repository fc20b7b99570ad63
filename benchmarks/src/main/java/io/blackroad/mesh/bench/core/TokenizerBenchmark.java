package io.blackroad.mesh.bench.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.mesh.tokenize.Vocabulary;
import io.blackroad.mesh.tokenize.WordPiece;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The tokenizer on an ordinary paragraph; {@code mesh.tokenizer} names the tokenizer.json. */
@State(Scope.Thread)
public class TokenizerBenchmark {
  /** Ids of {@link #TEXT}, so that the rate is one of tokens; checked before measuring. */
  static final int TOKENS = 97;

  private static final String TEXT =
      "Photosynthesis turns light into chemical energy. Chlorophyll in the thylakoid membranes"
          + " absorbs mostly red and blue light; the excited electrons travel along a chain of"
          + " carriers and pump protons across the membrane, so that ATP synthase can make ATP."
          + " In the Calvin–Benson cycle, RuBisCO then binds CO₂ to ribulose-1,5-bisphosphate."
          + " Naïve estimates put its rate at about 3 to 10 molecules per second.";

  private WordPiece tokenizer = new WordPiece(Vocabulary.of(List.of("[CLS]", "[SEP]", "[UNK]")), 2);

  @Setup
  public void load() throws IOException {
    JsonNode vocabulary =
        new ObjectMapper()
            .readTree(new File(String.valueOf(System.getProperty("mesh.tokenizer"))))
            .at("/model/vocab");
    List<String> tokens = new ArrayList<>(Collections.nCopies(vocabulary.size(), ""));
    vocabulary.properties().forEach(token -> tokens.set(token.getValue().asInt(), token.getKey()));
    tokenizer = new WordPiece(Vocabulary.of(tokens), 256);
    int[] ids = tokenizer.encode(TEXT);
    if (ids.length != TOKENS) {
      throw new IllegalStateException(
          ids.length + " tokens, wanted " + TOKENS + ": " + Arrays.toString(ids));
    }
  }

  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public int[] tokens() {
    return tokenizer.encode(TEXT);
  }
}
