package io.blackroad.mesh.seed.model;

import io.blackroad.mesh.seed.api.Model;
import io.blackroad.mesh.task.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model out of a manifest and files. Nothing large is read before it is needed; what turns out to
 * be wrong then is its {@link #absence} from then on.
 */
public final class FileModel implements Model {
  /** Stands for the hash of a file that nobody has seen yet; such a model is absent. */
  private static final String UNKNOWN = "unknown";

  private final ModelManifest manifest;
  private final BrowserRuntime runtime;
  private final ModelFile network;
  private final ModelFile vocabulary;
  private volatile @Nullable ModelTokenizer tokenizer;
  private volatile @Nullable String refusal;

  FileModel(
      ModelManifest manifest, BrowserRuntime runtime, ModelFile network, ModelFile vocabulary) {
    this.manifest = manifest;
    this.runtime = runtime;
    this.network = network;
    this.vocabulary = vocabulary;
  }

  public String name() {
    return manifest.name();
  }

  @Override
  public ModelSpec spec() {
    ModelManifest.Shape shape = manifest.shape();
    String sha256 = network.sha256();
    return new ModelSpec(
        manifest.name(),
        "sha256:" + (sha256 == null ? UNKNOWN : sha256),
        networkBytes(),
        runtime.runtime(),
        runtime.runtimeHash(),
        BrowserRuntime.LEVEL,
        shape.dimensions(),
        shape.tokensMax(),
        shape.pooling(),
        shape.batchable());
  }

  private long networkBytes() {
    try {
      return network.bytes();
    } catch (IOException e) {
      return 0; // vanished between two looks: absent, and absence() says so
    }
  }

  @Override
  public String licence() {
    return manifest.licence();
  }

  /** Where the files are from, for a person. */
  public String source() {
    return manifest.source();
  }

  /** Cost of a token on the reference machine: the basis of a task's price. */
  public long referenceMicrosPerToken() {
    return manifest.terms().referenceMicrosPerToken();
  }

  /** Least cosine between vectors of different engine classes. */
  public double cosineMin() {
    return manifest.terms().cosineMin();
  }

  /** Largest difference of an element between vectors of different engine classes. */
  public double maxAbs() {
    return manifest.terms().maxAbs();
  }

  @Override
  public @Nullable String absence() {
    if (refusal != null) {
      return refusal;
    }
    if (isUnpinned()) {
      return "its file has not been read yet: restart the seed, which pins it";
    }
    return network.absence() == null ? vocabulary.absence() : network.absence();
  }

  /** Whether its files are there and nobody knows yet what they have to be. */
  boolean isUnpinned() {
    return network.sha256() == null && network.absence() == null && vocabulary.absence() == null;
  }

  @Override
  public String prefix() {
    return manifest.prefixes().getOrDefault(ModelManifest.DEFAULT_USE, "");
  }

  @Override
  public int vocabularySize() {
    return tokenizer().vocabularySize();
  }

  @Override
  public Encoded encode(String text) {
    return tokenizer().encode(prefix() + text);
  }

  @Override
  public Encoded encode(int[] ids) {
    return tokenizer().encode(ids);
  }

  @Override
  public InputStream openFile() throws IOException {
    return Files.newInputStream(networkFile());
  }

  /** The checked ONNX file. */
  Path networkFile() throws IOException {
    try {
      return network.path();
    } catch (ModelRefusal e) {
      refusal = e.getMessage();
      throw e;
    }
  }

  /** Reads and checks everything now, so that {@link #absence} is the whole truth. */
  public void check() {
    if (network.absence() != null || vocabulary.absence() != null) {
      return;
    }
    try {
      networkFile();
      loadTokenizer();
    } catch (IOException e) {
      refusal = String.valueOf(e.getMessage());
    }
  }

  private ModelTokenizer tokenizer() {
    try {
      return loadTokenizer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized ModelTokenizer loadTokenizer() throws IOException {
    ModelTokenizer loaded = tokenizer;
    if (loaded != null) {
      return loaded;
    }
    String where = vocabulary.whereabouts();
    try (InputStream in = new ByteArrayInputStream(vocabulary.content())) {
      loaded = new ModelTokenizer(TokenizerFile.tokens(in, where), manifest.shape().tokensMax());
    } catch (ModelRefusal e) {
      refusal = e.getMessage();
      throw e;
    } catch (IllegalArgumentException e) {
      refusal = "tokenizer " + where + ": " + e.getMessage();
      throw new ModelRefusal(refusal, e);
    }
    tokenizer = loaded;
    return loaded;
  }
}
