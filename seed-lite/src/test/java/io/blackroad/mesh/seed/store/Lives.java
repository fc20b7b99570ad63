package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs a process that works on a data folder, and kills it in the middle of that. */
final class Lives {
  private Lives() {}

  /**
   * How a process ended.
   *
   * @param acknowledged what it said was done, in order
   */
  record Life(List<Long> acknowledged) {}

  /**
   * Runs {@code main} with the arguments data folder and {@code seed}, and kills it with SIGKILL
   * when it has printed {@code lines} numbers.
   */
  static Life run(Class<?> main, Path data, long seed, int lines) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(property("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                property("java.class.path"),
                main.getName(),
                data.toString(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> acknowledged = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        acknowledged.add(Long.valueOf(line));
        if (acknowledged.size() == lines) {
          process.toHandle().destroyForcibly(); // what is still in the pipe was acknowledged too
        }
      }
    }
    assertEquals(137, process.waitFor(), "128 + SIGKILL");
    return new Life(acknowledged);
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
