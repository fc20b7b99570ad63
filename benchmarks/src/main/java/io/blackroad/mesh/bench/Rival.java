package io.blackroad.mesh.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * transformers.js as its users run it, installed at the version of {@code
 * benchmarks/src/main/npm/package-lock.json}, with the mesh's own model file.
 */
final class Rival {
  private static final String PACKAGE = "node_modules/@huggingface/transformers";

  /** What transformers.js needs to know of a model beside its network and vocabulary. */
  private static final String CONFIG =
      """
      {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 384,
       "num_attention_heads": 12, "num_hidden_layers": 6, "vocab_size": 30522}
      """;

  private static final String TOKENIZER_CONFIG =
      """
      {"tokenizer_class": "BertTokenizer", "do_lower_case": true, "model_max_length": 256}
      """;

  private final Path folder;
  private final String version;

  private Rival(Path folder, String version) {
    this.folder = folder;
    this.version = version;
  }

  /**
   * Installs it below the project's {@code benchmarks/target}; the first time this downloads some
   * 50 MB.
   *
   * @param models the folder of the seed's model files
   */
  static Rival install(Path root, Path models) {
    try {
      Path folder = install(root);
      JsonNode about =
          new ObjectMapper().readTree(folder.resolve(PACKAGE + "/package.json").toFile());
      Path site = folder.resolve("site");
      assemble(folder, site, models.resolve(Workload.QUANTISED));
      return new Rival(site, "transformers.js " + about.path("version").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Installs the same packages and gives the folder of hash-wasm's files. */
  static Path hashWasm(Path root) {
    try {
      Path site = install(root).resolve("hash-wasm-site");
      Files.createDirectories(site);
      Path installed = site.resolveSibling("node_modules/hash-wasm");
      copy(installed.resolve("dist/index.esm.min.js"), site);
      copy(installed.resolve("package.json"), site);
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path install(Path root) throws IOException {
    Path folder = root.resolve("benchmarks/target/rival");
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "package-lock.json")) {
      Path source = root.resolve("benchmarks/src/main/npm").resolve(file);
      Files.copy(source, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    npmCi(folder);
    return folder;
  }

  /** Installs what the lock file of {@code folder} says. */
  static void npmCi(Path folder) throws IOException {
    List<String> command =
        List.of(
            "npm",
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefer-offline",
            "--loglevel=error");
    Process npm =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    try {
      if (npm.waitFor() != 0) {
        throw new IOException("npm ci failed: see " + folder.resolve("npm.log"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      npm.destroy();
      throw new IOException("interrupted while npm installed", e);
    }
  }

  private static void assemble(Path folder, Path site, Path model) throws IOException {
    Path minilm = site.resolve("models/minilm");
    Files.createDirectories(minilm.resolve("onnx"));
    Files.createDirectories(site.resolve("ort"));
    copy(folder.resolve(PACKAGE + "/dist/transformers.min.js"), site);
    try (Stream<Path> files = Files.list(folder.resolve("node_modules/onnxruntime-web/dist"))) {
      for (Path file : files.filter(Rival::isRuntime).toList()) {
        copy(file, site.resolve("ort"));
      }
    }
    Files.writeString(minilm.resolve("config.json"), CONFIG);
    Files.writeString(minilm.resolve("tokenizer_config.json"), TOKENIZER_CONFIG);
    copy(model.resolve("tokenizer.json"), minilm);
    Files.copy(
        model.resolve("model.onnx"),
        minilm.resolve("onnx/model_quantized.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isRuntime(Path file) {
    return String.valueOf(file.getFileName()).startsWith("ort-wasm-simd-threaded.");
  }

  private static void copy(Path file, Path folder) throws IOException {
    Files.copy(
        file,
        folder.resolve(String.valueOf(file.getFileName())),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a site serves as {@code /rival/}. */
  Path folder() {
    return folder;
  }

  /** Name and version. */
  String version() {
    return version;
  }
}
