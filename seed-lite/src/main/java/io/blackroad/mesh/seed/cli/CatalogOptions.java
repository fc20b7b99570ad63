package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.seed.model.BrowserRuntime;
import io.blackroad.mesh.seed.model.FileModel;
import io.blackroad.mesh.seed.model.FileModelCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that looks at models. */
final class CatalogOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "mesh-data",
      description = "Folder of the seed's database, key and copied models (${DEFAULT-VALUE}).")
  private Path data = Path.of("mesh-data");

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder of further models: *.json manifests, and the files that they name.")
  private @Nullable Path models;

  Path data() {
    return data;
  }

  @Nullable Path models() {
    return models;
  }

  FileModelCatalog open() throws IOException {
    return FileModelCatalog.open(data, models, BrowserRuntime.bundled());
  }

  /** The model of that name, ready to use; the default one for an empty name. */
  FileModel model(String name) throws IOException, CliFailure {
    FileModelCatalog catalog = open();
    FileModel model = name.isEmpty() ? catalog.fileModels().getFirst() : catalog.find(name);
    if (model == null) {
      String known =
          catalog.fileModels().stream().map(FileModel::name).collect(Collectors.joining(", "));
      throw new CliFailure(
          "no model '" + name + "'; there are " + known + ", and --models DIR adds others",
          CliFailure.FAILED);
    }
    return model;
  }
}
