package io.blackroad.mesh.seed.http;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Files of one folder; links that lead out of it lead nowhere. */
public final class FolderFiles implements FileSource {
  private final Path root;

  /**
   * @param folder has to exist
   */
  public FolderFiles(Path folder) throws IOException {
    this.root = folder.toRealPath();
  }

  @Override
  public @Nullable SourceFile find(String path) throws IOException {
    Path file = inside(path);
    if (file == null || !Files.isRegularFile(file)) {
      return null;
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    String version = attributes.size() + "-" + attributes.lastModifiedTime();
    return new SourceFile(path, attributes.size(), version, () -> Files.newInputStream(file));
  }

  @Override
  public boolean isFolder(String path) throws IOException {
    Path folder = inside(path);
    return folder != null && Files.isDirectory(folder);
  }

  private @Nullable Path inside(String path) throws IOException {
    try {
      Path real = root.resolve(path).toRealPath();
      return real.startsWith(root) ? real : null;
    } catch (InvalidPathException | FileSystemException e) {
      return null; // not there, a file where a folder is wanted, a name that is too long
    }
  }
}
