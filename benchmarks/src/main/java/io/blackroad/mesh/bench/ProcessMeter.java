package io.blackroad.mesh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says a process uses. Linux only: reads {@code /proc}. */
final class ProcessMeter {
  private static final double KIB_PER_MIB = 1_024;

  /** USER_HZ, the unit of /proc/PID/stat; 100 on every architecture that Linux has a JDK for. */
  private static final double TICKS_PER_SECOND = 100;

  /** Of /proc/PID/stat, counted after the command's closing bracket: user and system time. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  private ProcessMeter() {}

  /** Resident memory in MiB. */
  static double residentMiB(long pid) {
    return memoryKib(lines(Path.of("/proc", Long.toString(pid), "status")), "VmRSS") / KIB_PER_MIB;
  }

  /** A field of {@code /proc/PID/status} or {@code /proc/meminfo} in KiB. */
  static double memoryKib(List<String> lines, String field) {
    return lines.stream()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no field " + field));
  }

  /** CPU seconds that a process has used, all threads, user and system. */
  static double cpuSeconds(long pid) {
    return cpuSeconds(lines(Path.of("/proc", Long.toString(pid), "stat")).get(0));
  }

  /** Has a process, all its threads, use only that core; its new threads do as well. */
  static void pin(long pid, int core) {
    try {
      List<String> command =
          List.of("taskset", "-a", "-c", "-p", Integer.toString(core), Long.toString(pid));
      Process taskset =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (taskset.waitFor() != 0) {
        throw new IllegalStateException("could not pin process " + pid + " to core " + core);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static double cpuSeconds(String stat) {
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    double ticks =
        Double.parseDouble(fields.get(USER_TICKS)) + Double.parseDouble(fields.get(SYSTEM_TICKS));
    return ticks / TICKS_PER_SECOND;
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
