package io.blackroad.mesh.seed.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A mirror of a log in a folder: what {@code mesh export} made, or a copy of what a seed serves.
 */
final class MirrorFolder implements LogFiles {
  private final Path folder;

  /**
   * @param folder the tree below {@code /log}, or the folder that has it as {@code log}
   */
  MirrorFolder(Path folder) throws CliFailure {
    Path inside = folder.resolve("log");
    this.folder = isLog(inside) ? inside : folder;
    if (!isLog(this.folder)) {
      throw new CliFailure(
          folder + " holds neither mesh.db nor checkpoint.json: name a data folder or a mirror",
          CliFailure.FAILED);
    }
  }

  private static boolean isLog(Path folder) {
    return Files.isRegularFile(folder.resolve("checkpoint.json"));
  }

  @Override
  public byte @Nullable [] read(String path, int bytesMax) throws IOException, CliFailure {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(bytesMax + 1);
      if (bytes.length > bytesMax) {
        throw new CliFailure(
            file + " is longer than the " + bytesMax + " bytes it can have", CliFailure.FAILED);
      }
      return bytes;
    }
  }

  @Override
  public String where(String path) {
    return folder.resolve(path).toString();
  }
}
