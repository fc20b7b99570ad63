package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.task.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A model that the seed knows. Stateless: calls may come from several threads at once. */
public interface Model {
  ModelSpec spec();

  /** SPDX identifier, e.g. {@code Apache-2.0}. */
  String licence();

  /** Null when the model can be used; else what is missing and where to put it, for a person. */
  @Nullable String absence();

  /** What the model expects before each text, e.g. {@code search_document: }; often empty. */
  String prefix();

  /** Token ids are 0 to {@code vocabularySize() - 1}. */
  int vocabularySize();

  /** Ids of {@link #prefix()} and {@code text} with special tokens, cut at the model's limit. */
  Encoded encode(String text);

  /**
   * Ids that a client made itself: special tokens are put around them unless they are there, and
   * they are cut at the model's limit. Each has to be below {@link #vocabularySize()}.
   */
  Encoded encode(int[] ids);

  /** The ONNX file, {@code spec().modelBytes()} long. */
  InputStream openFile() throws IOException;

  /**
   * What the network is given for one text.
   *
   * @param ids special tokens included, at most {@code spec().tokensMax()}
   * @param truncated whether the text had more
   */
  record Encoded(int[] ids, boolean truncated) {}
}
