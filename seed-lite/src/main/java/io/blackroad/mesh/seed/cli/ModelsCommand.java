package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.seed.model.FileModel;
import io.blackroad.mesh.task.ModelSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mesh models}: what a seed with these folders would offer. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = "Lists the models of the catalog, each checked against its SHA-256.",
    footer = {
      "",
      "A model of your own: put its ONNX file, its tokenizer.json and a manifest like the",
      "built-in ones into a folder, and pass the folder as --models.",
      "",
      "Example:",
      "  mesh models --models ./models"
    })
final class ModelsCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private CatalogOptions catalog = new CatalogOptions();

  ModelsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    List<FileModel> models = catalog.open().fileModels();
    for (int i = 0; i < models.size(); i++) {
      FileModel model = models.get(i);
      model.check();
      print(model, i == 0);
    }
    return 0;
  }

  private void print(FileModel model, boolean isDefault) {
    PrintStream out = streams.out();
    ModelSpec spec = model.spec();
    String absence = model.absence();
    out.println(model.name() + (isDefault ? " (default)" : ""));
    out.println("  state    " + (absence == null ? "ready" : "absent: " + absence));
    out.println(
        String.format(
            Locale.ROOT,
            "  shape    %d dimensions, at most %d tokens, %s pooling, %s",
            spec.dimensions(),
            spec.tokensMax(),
            spec.pooling().wireName(),
            spec.batchable() ? "batches" : "one text at a time"));
    out.println(
        String.format(
            Locale.ROOT, "  file     %.1f MB, %s", spec.modelBytes() / 1e6, spec.modelHash()));
    if (!model.prefix().isEmpty()) {
      out.println("  prefix   '" + model.prefix() + "'");
    }
    out.println("  licence  " + model.licence() + "; " + model.source());
    out.flush();
  }
}
