package io.blackroad.mesh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One of this program's other main classes in a process of its own; what it says is its address.
 */
record ChildJvm(Process process, String said) implements AutoCloseable {
  /**
   * Starts {@code main} with a seed's ordinary flags, and waits for its first line.
   *
   * @param before what the JVM is started with, e.g. {@code nice}
   */
  static ChildJvm start(List<String> before, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms16m", "-Xmx256m"));
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(
        List.of(
            "-cp", Objects.requireNonNull(System.getProperty("java.class.path")), main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      throw new IOException(main.getSimpleName() + " ended before it said anything");
    }
    return new ChildJvm(process, line);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
