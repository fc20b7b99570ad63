package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.conformance.Conformance;
import io.blackroad.mesh.conformance.VectorResult;
import io.blackroad.mesh.conformance.VectorSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code mesh verify --vectors}: runs a folder of conformance files, anybody's. Options and run in
 * one, for the commands to mix in: the seed's, which runs them on the JVM, and the demo's, which
 * hands each to a browser.
 */
public final class VectorsRun {
  /** Where files are run. */
  public enum Place {
    JVM,
    BROWSER
  }

  /** Runs one regular file of at most {@link Conformance#BYTES_MAX}, on whatever platform. */
  public interface Runner {
    VectorResult run(Path file) throws IOException;
  }

  private static final String SUFFIX = ".json";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--vectors",
      paramLabel = "DIR",
      description =
          "Runs the conformance files of a folder (its *.json) and prints 'N passed, M failed'.")
  private @Nullable Path folder;

  @Option(
      names = "--in",
      paramLabel = "PLACE",
      description = "With --vectors, where: jvm (default) or browser, a headless Chromium.")
  private @Nullable Place place;

  @Option(
      names = "--verbose",
      description = "With --vectors: a line for each file that passes, and every reason.")
  private boolean verbose;

  /** Whether there is anything to run; {@code --in} without a folder is wrong usage. */
  public boolean wanted() {
    if (folder == null && (place != null || verbose)) {
      throw wrongUsage("--in and --verbose go with --vectors DIR");
    }
    return folder != null;
  }

  /** The place that was asked for. */
  public Place place() {
    return place == null ? Place.JVM : place;
  }

  /** Runs on this JVM, and prints; 0 when no file failed, else 1. */
  int runHere(PrintStream out) throws IOException {
    if (place() == Place.BROWSER) {
      throw wrongUsage(
          "the seed's jar holds no browser: use ./mesh verify --vectors "
              + folder
              + " --in browser");
    }
    return run(out, file -> Conformance.run(Files.readAllBytes(file)));
  }

  /** Runs each file with {@code runner}, and prints; 0 when no file failed, else 1. */
  public int run(PrintStream out, Runner runner) throws IOException {
    TreeMap<String, VectorResult> results = new TreeMap<>();
    for (Path file : files()) {
      String name = Objects.requireNonNull(file.getFileName()).toString();
      results.put(name, result(file, runner));
    }
    VectorSummary summary = new VectorSummary(results, verbose);
    summary.lines().forEach(line -> out.print(line + "\n"));
    out.flush();
    return summary.allPassed() ? 0 : CliFailure.FAILED;
  }

  private List<Path> files() throws IOException {
    Path wanted = Objects.requireNonNull(folder);
    if (!Files.isDirectory(wanted)) {
      throw wrongUsage("no folder " + wanted);
    }
    try (Stream<Path> inside = Files.list(wanted)) {
      List<Path> files =
          inside
              .filter(file -> file.toString().endsWith(SUFFIX) && !Files.isDirectory(file))
              .toList();
      if (files.isEmpty()) {
        throw wrongUsage("no *" + SUFFIX + " in " + wanted);
      }
      return files;
    }
  }

  private static VectorResult result(Path file, Runner runner) {
    try {
      if (!Files.isRegularFile(file)) {
        return VectorResult.unusable("not a regular file");
      }
      long bytes = Files.size(file);
      return bytes > Conformance.BYTES_MAX ? Conformance.tooLarge(bytes) : runner.run(file);
    } catch (IOException unreadable) {
      return VectorResult.unusable("cannot be read: " + unreadable);
    }
  }

  private ParameterException wrongUsage(String what) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), what);
  }
}
