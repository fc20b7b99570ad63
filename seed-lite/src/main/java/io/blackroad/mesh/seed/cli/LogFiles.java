package io.blackroad.mesh.seed.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The files below {@code /log/}, at a seed or in a mirror. */
interface LogFiles extends AutoCloseable {
  /**
   * The file {@code path}, e.g. {@code tile/0/000}; null when there is none.
   *
   * @throws CliFailure when it cannot be read, or has more than {@code bytesMax}
   */
  byte @Nullable [] read(String path, int bytesMax) throws IOException, CliFailure;

  /** Where {@code path} is, for a person. */
  String where(String path);

  @Override
  default void close() {}
}
