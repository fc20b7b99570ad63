package io.blackroad.mesh.demo;

import io.blackroad.mesh.seed.cli.VectorsRun;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./mesh verify --vectors DIR --in browser}; all other uses of the verb are the seed's. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Runs conformance files as WebAssembly in a headless Chromium.")
final class VerifyVerb implements Callable<Integer> {
  @Spec private @Nullable CommandSpec command;

  @Mixin private VectorsRun vectors = new VectorsRun();

  private final PrintStream out;

  /** Prints to standard output, in UTF-8 whatever the locale, as the seed's command line does. */
  VerifyVerb() {
    this(new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
  }

  VerifyVerb(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    if (!vectors.wanted() || vectors.place() != VectorsRun.Place.BROWSER) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), "wanted: --vectors DIR --in browser");
    }
    try (BrowserVectors browser = BrowserVectors.launch()) {
      return vectors.run(out, browser);
    }
  }
}
