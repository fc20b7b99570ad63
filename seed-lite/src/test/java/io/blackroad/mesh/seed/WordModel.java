package io.blackroad.mesh.seed;

import io.blackroad.mesh.SeedConfig;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.seed.api.Model;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.verify.Tolerance;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A model for tests: a token a word, and a file of a few bytes. */
public record WordModel(String name, @Nullable String absence) implements Model {
  /** Length of its vectors. */
  public static final int DIMENSIONS = 8;

  /** Longest text, in words and the two special tokens. */
  public static final int TOKENS_MAX = 12;

  private static final int VOCABULARY = 10_000;
  private static final int BEGIN = 1;
  private static final int END = 2;
  private static final int FIRST_WORD = 3;
  private static final byte[] FILE = "a network".getBytes(StandardCharsets.UTF_8);

  @Override
  public ModelSpec spec() {
    return new ModelSpec(
        name,
        "sha256:" + Hex.of(new Sha256().sha256(FILE)),
        FILE.length,
        "words@1",
        "sha256:" + "cd".repeat(32),
        "basic",
        DIMENSIONS,
        TOKENS_MAX,
        Pooling.MEAN,
        true);
  }

  /** The seed's terms for it. */
  public SeedConfig.OfferedModel offer() {
    return new SeedConfig.OfferedModel(spec(), new Tolerance(0.9999, 1e-4), 1_000);
  }

  @Override
  public String licence() {
    return "Apache-2.0";
  }

  @Override
  public String prefix() {
    return "";
  }

  @Override
  public int vocabularySize() {
    return VOCABULARY;
  }

  @Override
  public Encoded encode(String text) {
    int[] words =
        Arrays.stream(text.strip().split("\\s+", -1))
            .mapToInt(word -> FIRST_WORD + Math.floorMod(word.hashCode(), VOCABULARY - FIRST_WORD))
            .toArray();
    return encode(words);
  }

  @Override
  public Encoded encode(int[] words) {
    int kept = Math.min(words.length, TOKENS_MAX - 2);
    int[] ids = new int[kept + 2];
    ids[0] = BEGIN;
    System.arraycopy(words, 0, ids, 1, kept);
    ids[kept + 1] = END;
    return new Encoded(ids, kept < words.length);
  }

  @Override
  public InputStream openFile() {
    return new ByteArrayInputStream(FILE);
  }
}
