package io.blackroad.mesh.seed.model;

import io.blackroad.mesh.seed.api.Model;
import io.blackroad.mesh.seed.api.ModelCatalog;
import io.blackroad.mesh.task.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The built-in models, and those of every manifest in a models folder. A manifest there with a
 * built-in name takes the built-in one's place.
 *
 * <p>Files are looked for in the models folder, then in {@code DATA/models}, then in the jar.
 */
public final class FileModelCatalog implements ModelCatalog, OnnxFiles {
  /** In catalog order; the first one is the default. */
  private static final List<String> BUILT_IN =
      List.of("all-minilm-l6-v2-q", "all-minilm-l6-v2", "nomic-embed-text-v1.5");

  private final Map<String, FileModel> models;

  private FileModelCatalog(Map<String, FileModel> models) {
    this.models = models;
  }

  /**
   * Opens the catalog; reads manifests only.
   *
   * @param data the seed's data folder
   * @param folder the models folder, or null
   * @throws ModelRefusal when a manifest is wrong, or two in the folder have one name
   */
  public static FileModelCatalog open(Path data, @Nullable Path folder, BrowserRuntime runtime)
      throws IOException {
    List<Path> folders = new ArrayList<>();
    if (folder != null) {
      folders.add(folder);
    }
    folders.add(data.resolve("models"));
    FileHashes hashes = FileHashes.open(data.resolve("pins.json"));
    Map<String, FileModel> models = new LinkedHashMap<>();
    for (ModelManifest manifest : manifests(folder)) {
      ModelFile network = new ModelFile(manifest.name(), manifest.file(), folders, hashes);
      ModelFile vocabulary = new ModelFile(manifest.name(), manifest.tokenizer(), folders, hashes);
      models.put(manifest.name(), new FileModel(manifest, runtime, network, vocabulary));
    }
    return new FileModelCatalog(models);
  }

  private static List<ModelManifest> manifests(@Nullable Path folder) throws IOException {
    Map<String, ModelManifest> found = new LinkedHashMap<>();
    for (String name : BUILT_IN) {
      found.put(name, builtIn(name));
    }
    if (folder != null) {
      addAll(folder, found);
    }
    return List.copyOf(found.values());
  }

  private static ModelManifest builtIn(String name) throws IOException {
    String resource = "/models/" + name + ".json";
    try (InputStream in = FileModelCatalog.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ModelRefusal("this build lacks " + resource);
      }
      return ManifestReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
    }
  }

  private static void addAll(Path folder, Map<String, ModelManifest> found) throws IOException {
    Map<String, Path> origins = new LinkedHashMap<>();
    for (Path file : jsonFiles(folder)) {
      ModelManifest manifest = ManifestReader.read(Files.readString(file), file.toString());
      Path earlier = origins.put(manifest.name(), file);
      if (earlier != null) {
        throw new ModelRefusal(
            earlier + " and " + file + " both describe " + manifest.name() + ": remove one");
      }
      found.put(manifest.name(), manifest);
    }
  }

  private static List<Path> jsonFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ModelRefusal(
          "the models folder " + folder + " is not there: make it, or correct --models");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** Models whose file is there but has no hash yet: {@link FileModel#check} pins them. */
  public List<FileModel> unpinned() {
    return models.values().stream().filter(FileModel::isUnpinned).toList();
  }

  @Override
  public List<Model> models() {
    return List.copyOf(models.values());
  }

  /** The same models, with what only the seed asks of them. */
  public List<FileModel> fileModels() {
    return List.copyOf(models.values());
  }

  @Override
  public @Nullable FileModel find(String name) {
    return models.get(name);
  }

  @Override
  public @Nullable String absence(ModelSpec spec) {
    FileModel model = models.get(spec.name());
    return model == null ? unknown(spec) : model.absence();
  }

  @Override
  public Path onnxFile(ModelSpec spec) throws IOException {
    FileModel model = models.get(spec.name());
    if (model == null) {
      throw new ModelRefusal(unknown(spec));
    }
    return model.networkFile();
  }

  private static String unknown(ModelSpec spec) {
    return "no model " + spec.name() + " in this seed's catalog";
  }
}
