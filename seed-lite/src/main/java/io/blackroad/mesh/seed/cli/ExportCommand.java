package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.merkle.TilePath;
import io.blackroad.mesh.seed.OfflineLog;
import io.blackroad.mesh.seed.api.PublicLog;
import io.blackroad.mesh.seed.api.PublishedJson;
import io.blackroad.mesh.seed.store.StoredLog;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.Published;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mesh export}: the public log as files. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = {
      "Writes what a seed publishes below /log/ as files that any web server can serve:",
      "the signed checkpoint, the tiles, the entries as strangers see them."
    },
    footer = {
      "",
      "Nothing in them is secret. A seed may be running. Again into the same folder, it adds what is",
      "new; files that are there already never change.",
      "",
      "Example:",
      "  mesh export /srv/www --data /var/lib/mesh && mesh verify /srv/www"
    })
final class ExportCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(arity = "1", paramLabel = "DIR", description = "Where the folder log/ is written.")
  private Path folder = Path.of(".");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "mesh-data",
      description = "Data folder of the seed (${DEFAULT-VALUE}).")
  private Path data = Path.of("mesh-data");

  ExportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    try (StoredLog stored = StoredLog.open(data)) {
      Published published = OfflineLog.sign(data, stored.log());
      long size = published.checkpoint().checkpoint().treeSize();
      writeTiles(new PublicLog(stored.log()), size);
      // Last, so that a server never states more than it has.
      write("key", PublishedJson.verifierKey(published.checkpoint()) + "\n");
      write("checkpoint.json", CanonicalJson.text(CheckpointJson.toJson(published.checkpoint())));
      write("checkpoint", published.note(new Sha256()));
      streams.out().println("Wrote the log of " + size + " entries to " + folder.resolve("log"));
      streams.out().flush();
      return 0;
    }
  }

  private void writeTiles(PublicLog log, long size) throws IOException {
    for (long index = 0; index * TilePath.WIDTH < size; index++) {
      TilePath leaves = tile(TilePath.ENTRIES, index, size);
      writeOnce("tile/" + leaves.text(), log, leaves);
      Path entries = file(leaves.text());
      if (Files.notExists(entries)) {
        write(entries, Objects.requireNonNull(log.lines(leaves)));
      }
    }
    int level = 0;
    for (long hashes = size; hashes > 0; hashes >>= TilePath.HEIGHT) {
      for (long index = 0; index * TilePath.WIDTH < hashes; index++) {
        TilePath tile = tile(level, index, hashes);
        writeOnce("tile/" + tile.text(), log, tile);
      }
      level++;
    }
  }

  private static TilePath tile(int level, long index, long hashes) {
    return new TilePath(
        level, index, (int) Math.min(TilePath.WIDTH, hashes - index * TilePath.WIDTH));
  }

  private void writeOnce(String path, PublicLog log, TilePath tile) throws IOException {
    Path file = file(path);
    if (Files.notExists(file)) {
      write(file, Objects.requireNonNull(log.tile(tile)));
    }
  }

  private void write(String path, String text) throws IOException {
    write(file(path), text.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(String path) {
    return folder.resolve("log").resolve(path);
  }

  /** Whole or not at all: whoever is served it meanwhile sees the old one. */
  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.write(draft, bytes);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
