package io.blackroad.mesh.demo.nat;

import io.blackroad.mesh.demo.DemoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the tools that make networks. */
final class LabShell {
  private LabShell() {}

  /** Whether a program of that name can be run. */
  static boolean has(String program) {
    return List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Runs a command to its end, with {@code in} as its input.
   *
   * @throws DemoFailure with what it said, when it fails
   */
  static String run(String in, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().write(in.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new DemoFailure(String.join(" ", command) + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted", e);
    }
  }

  /** Runs {@code ip} with words separated by blanks. */
  static String ip(String words) {
    return run("", List.of(("ip " + words).split(" ")));
  }
}
