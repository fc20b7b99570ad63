package io.blackroad.mesh.seed.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** The models that the build unpacked. */
final class TestModels {
  static final Path FOLDER =
      Path.of(Objects.requireNonNull(System.getProperty("mesh.models"), "run by Maven"));

  static final String QUANTISED = "all-minilm-l6-v2-q";
  static final String FLOAT32 = "all-minilm-l6-v2";

  private TestModels() {}

  /** A catalog over them. */
  static FileModelCatalog catalog(Path data) throws IOException {
    return FileModelCatalog.open(data, FOLDER, BrowserRuntime.bundled());
  }

  /** A model of {@code catalog}. */
  static FileModel model(FileModelCatalog catalog, String name) {
    return Objects.requireNonNull(catalog.find(name), name);
  }
}
