package io.blackroad.mesh.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every benchmark can be told. */
final class RunOptions {
  @Option(
      names = "--quick",
      description = "little of everything: shows that it runs; writes only --json")
  boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures here too")
  @Nullable Path json;
}
