package io.blackroad.mesh.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a benchmark of {@link BenchParts} can be told. */
final class PartOptions {
  @Mixin RunOptions every = new RunOptions();

  @Option(
      names = "--part",
      paramLabel = "PART",
      description = "only this part; repeatable; writes only --json")
  @Nullable List<String> parts;

  /** Whether that is less than a run whose figures are kept. */
  boolean partial() {
    return every.quick || parts != null;
  }
}
