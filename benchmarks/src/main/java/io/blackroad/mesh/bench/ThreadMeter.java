package io.blackroad.mesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the kernel says that the dedicated workers of a renderer use: node worker and executors.
 * Linux only: reads {@code /proc}.
 */
final class ThreadMeter {
  /** As Chromium names them, cut to the kernel's 15 characters. */
  private static final String WORKER = "DedicatedWorker";

  private final Path tasks;

  /** Nanoseconds of each thread that was seen, the ended ones included. */
  private final Map<Path, Use> seen = new LinkedHashMap<>();

  /**
   * Of all workers together, since they were started.
   *
   * @param cpuNanos at work on a processor
   * @param waitNanos ready to run, and kept waiting by others
   */
  record Use(long cpuNanos, long waitNanos) {
    /** Percent of one core at work, from {@code before} until this, in {@code nanos}. */
    double cpuPercent(Use before, long nanos) {
      return 100.0 * (cpuNanos - before.cpuNanos) / nanos;
    }

    double waitPercent(Use before, long nanos) {
      return 100.0 * (waitNanos - before.waitNanos) / nanos;
    }
  }

  ThreadMeter(long rendererPid) {
    tasks = Path.of("/proc", Long.toString(rendererPid), "task");
  }

  /** Looks at all threads. */
  Use use() throws IOException {
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        if (isWorker(thread)) {
          read(thread);
        }
      }
    }
    return seen();
  }

  /** Looks only at those that were seen before: a hundredth of the work of {@link #use}. */
  Use useOfKnown() {
    List.copyOf(seen.keySet()).forEach(this::read);
    return seen();
  }

  private Use seen() {
    long cpu = 0;
    long wait = 0;
    for (Use use : seen.values()) {
      cpu += use.cpuNanos;
      wait += use.waitNanos;
    }
    return new Use(cpu, wait);
  }

  private static boolean isWorker(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).startsWith(WORKER);
    } catch (IOException ended) {
      return false; // between the listing and the reading
    }
  }

  private void read(Path thread) {
    try {
      String[] fields = Files.readString(thread.resolve("schedstat")).strip().split(" ", -1);
      seen.put(thread, new Use(Long.parseLong(fields[0]), Long.parseLong(fields[1])));
    } catch (IOException ended) {
      // What it had used when it was last seen stays.
    }
  }

  /** Open files of a process. */
  static int handles(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return (int) files.count();
    }
  }

  /** Growth in an hour, by least squares, of values taken at {@code seconds}. */
  static double slopePerHour(List<Double> seconds, List<Double> values) {
    double meanAt = seconds.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double up = 0;
    double down = 0;
    for (int i = 0; i < seconds.size(); i++) {
      up += (seconds.get(i) - meanAt) * (values.get(i) - mean);
      down += (seconds.get(i) - meanAt) * (seconds.get(i) - meanAt);
    }
    return down == 0 ? 0 : up / down * 3_600;
  }
}
