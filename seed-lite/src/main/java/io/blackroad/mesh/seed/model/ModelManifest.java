package io.blackroad.mesh.seed.model;

import io.blackroad.mesh.task.Pooling;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says about a model (docs: models). Files are named relative to the models folder.
 *
 * @param name catalog name
 * @param file the network, ONNX
 * @param tokenizer a tokenizer.json
 * @param prefixes what is put before a text, by its use; {@code default} is there
 * @param shape what comes out of the network and what goes in
 * @param licence SPDX identifier
 * @param source where the files are from, for a person
 * @param terms what its results are worth
 */
record ModelManifest(
    String name,
    PinnedFile file,
    PinnedFile tokenizer,
    SortedMap<String, String> prefixes,
    Shape shape,
    String licence,
    String source,
    Terms terms) {
  /** The use of a text when none is named. */
  static final String DEFAULT_USE = "default";

  ModelManifest {
    prefixes = new TreeMap<>(prefixes);
  }

  /**
   * A file and the one content that it may have.
   *
   * @param sha256 64 hex digits, or null: whatever is found at first use, and only that from then
   *     on
   * @param bytes its size, or -1 when not stated
   */
  record PinnedFile(Path path, @Nullable String sha256, long bytes) {}

  /**
   * See {@link io.blackroad.mesh.task.ModelSpec}, whose words these are.
   *
   * @param batchable whether a vector's bits do not depend on its neighbours in a batch
   */
  record Shape(int dimensions, int tokensMax, Pooling pooling, boolean batchable) {}

  /**
   * What the seed needs to compare and to price results.
   *
   * @param referenceMicrosPerToken cost of a token on the reference machine
   * @param cosineMin least cosine between engine classes
   * @param maxAbs largest difference of an element between engine classes
   */
  record Terms(long referenceMicrosPerToken, double cosineMin, double maxAbs) {}
}
