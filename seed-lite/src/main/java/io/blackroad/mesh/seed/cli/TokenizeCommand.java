package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.seed.model.FileModel;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mesh tokenize}: lines to token ids, as the seed would send them to a node. */
@Command(
    name = "tokenize",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = "Prints one JSON array of token ids for each line of standard input.",
    footer = {
      "",
      "The ids are exactly what a node computes: the model's prefix and its special tokens",
      "are among them, and they are cut at the model's limit.",
      "",
      "Example:",
      "  $ echo 'hello world' | mesh tokenize",
      "  [101,7592,2088,102]"
    })
final class TokenizeCommand implements Callable<Integer> {
  private final Streams streams;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Model whose tokenizer to use (the catalog's default).")
  private String model = "";

  @Mixin private CatalogOptions catalog = new CatalogOptions();

  TokenizeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, CliFailure {
    FileModel chosen = catalog.model(model);
    Lines lines = new Lines(streams.in());
    for (String line = lines.next(); line != null; line = lines.next()) {
      streams.out().print(array(chosen.encode(line).ids()));
      if (streams.out().checkError()) {
        throw new CliFailure("the output was closed", CliFailure.FAILED);
      }
    }
    streams.out().flush();
    return 0;
  }

  private static StringBuilder array(int[] ids) {
    StringBuilder out = new StringBuilder(ids.length * 6 + 3);
    char separator = '[';
    for (int id : ids) {
      out.append(separator).append(id);
      separator = ',';
    }
    return out.append("]\n");
  }
}
