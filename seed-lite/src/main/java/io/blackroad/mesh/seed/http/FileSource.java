package io.blackroad.mesh.seed.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Files by their path. Calls block. */
public interface FileSource {
  /**
   * The file at {@code path}, or null.
   *
   * @param path without a leading slash; no segment of it is empty or begins with a dot
   */
  @Nullable SourceFile find(String path) throws IOException;

  /** Whether {@code path} is a folder. */
  boolean isFolder(String path) throws IOException;

  /**
   * A file that was found.
   *
   * @param path where it was found
   * @param length in bytes
   * @param version differs when the content does
   */
  record SourceFile(String path, long length, String version, Opening opening) {}

  /** Opens a file. */
  interface Opening {
    InputStream open() throws IOException;
  }
}
