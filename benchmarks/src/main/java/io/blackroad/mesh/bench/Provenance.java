package io.blackroad.mesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Where figures come from: without it they are worth nothing.
 *
 * @param commit abbreviated, or {@code unknown} outside a git work tree
 * @param dirty whether a source differed from that commit
 * @param load the machine's load averages over 1, 5 and 15 minutes at the start
 */
record Provenance(
    Instant at,
    String commit,
    boolean dirty,
    Machine machine,
    String jdk,
    String chromium,
    String command,
    String load) {

  /** What it ran on. */
  record Machine(String cpu, int cores, long memoryMiB, String kernel) {
    static Machine here() {
      long kib =
          (long) ProcessMeter.memoryKib(ProcessMeter.lines(Path.of("/proc/meminfo")), "MemTotal");
      return new Machine(
          cpuModel(ProcessMeter.lines(Path.of("/proc/cpuinfo"))),
          Runtime.getRuntime().availableProcessors(),
          kib / 1_024,
          System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }
  }

  /** Of this run, which {@code command} started in the project at {@code root}. */
  static Provenance here(Path root, String command, String chromium) {
    return new Provenance(
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        git(root, "rev-parse", "--short=10", "HEAD"),
        isDirty(git(root, "status", "--porcelain", "--untracked-files=no").lines().toList()),
        Machine.here(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        chromium,
        command,
        ProcessMeter.lines(Path.of("/proc/loadavg")).get(0).replaceAll("(\\S+ \\S+ \\S+).*", "$1"));
  }

  /** Whether any changed file is more than the results of an earlier run. */
  static boolean isDirty(List<String> statusLines) {
    return statusLines.stream()
        .anyMatch(line -> !line.matches(".. benchmarks/(results/.*|RESULTS\\.md)"));
  }

  /** The processor's name in {@code /proc/cpuinfo}, which some architectures lack. */
  static String cpuModel(List<String> cpuinfo) {
    for (String line : cpuinfo) {
      if (line.startsWith("model name") || line.startsWith("Model")) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "unknown " + System.getProperty("os.arch");
  }

  private static String git(Path root, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said.stripTrailing() : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  /** {@code main-job-2026-03-31-0123456789.json}. */
  String fileName(String benchmark) {
    return benchmark + "-" + at.toString().substring(0, 10) + "-" + commit + ".json";
  }

  ObjectNode toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("at", at.toString()).put("commit", commit).put("dirty", dirty);
    json.putObject("machine")
        .put("cpu", machine.cpu)
        .put("cores", machine.cores)
        .put("memoryMiB", machine.memoryMiB)
        .put("kernel", machine.kernel);
    return json.put("jdk", jdk)
        .put("chromium", chromium)
        .put("command", command)
        .put("loadAtStart", load);
  }

  /** Writes figures under a new name that says when and from which commit. */
  Path write(Path folder, String benchmark, ObjectNode figures) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(fileName(benchmark));
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
