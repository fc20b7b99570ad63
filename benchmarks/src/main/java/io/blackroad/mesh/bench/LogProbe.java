package io.blackroad.mesh.bench;

import com.sun.management.OperatingSystemMXBean;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import io.blackroad.mesh.sim.SimRandom;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A process of its own that opens a log and works with it, with the flags that a seed is started
 * with, so that neither time nor memory is another log's.
 *
 * @param openSeconds from the call until the store could be appended to, its classes loaded on the
 *     way
 * @param openCpuSeconds of the process meanwhile, compilation included: what a busy machine does to
 *     the former it does not do to this
 * @param proofMicros of one inclusion proof from the stored tiles, on average
 * @param heapMiB live after the work
 * @param residentMiB of the process after the work
 */
record LogProbe(
    double openSeconds,
    double openCpuSeconds,
    double proofMicros,
    double heapMiB,
    double residentMiB) {
  /** The same work for each log. */
  private static final int PROOFS = 2_000;

  private static final int APPENDS = 500;

  private static final int FIGURES = 5;
  private static final double BYTES_PER_MIB = 1 << 20;

  /** Runs the probe on the log in {@code data}; the log is longer afterwards. */
  static LogProbe of(Path data) throws IOException {
    List<String> command =
        List.of(
            Path.of(property("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            property("java.class.path"),
            LogProbe.class.getName(),
            data.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<Double> figures = new ArrayList<>();
    try (var lines = process.inputReader()) {
      lines.lines().forEach(line -> figures.add(Double.valueOf(line)));
    }
    if (figures.size() != FIGURES) {
      throw new IOException("the probe of " + data + " said " + figures);
    }
    return new LogProbe(
        figures.get(0), figures.get(1), figures.get(2), figures.get(3), figures.get(4));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  /** Argument: data folder. Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long begun = System.nanoTime();
    try (LogFeed feed = new LogFeed(Path.of(arguments[0]))) {
      double openSeconds = (System.nanoTime() - begun) / 1e9;
      double openCpuSeconds = (process.getProcessCpuTime() - cpu) / 1e9;
      double proofMicros = prove(feed.store(), feed.size());
      feed.append(APPENDS, Long.MAX_VALUE);
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      out.println(openSeconds);
      out.println(openCpuSeconds);
      out.println(proofMicros);
      out.println((runtime.totalMemory() - runtime.freeMemory()) / BYTES_PER_MIB);
      out.println(ProcessMeter.residentMiB(ProcessHandle.current().pid()));
    }
  }

  private static double prove(SqliteSeedStore store, long size) {
    TreeProver prover = new TreeProver(store.log().hashes(), new JcaDigest());
    SimRandom random = new SimRandom(1);
    long begun = System.nanoTime();
    for (int i = 0; i < PROOFS; i++) {
      prover.inclusion(Math.floorMod(random.nextLong(), size), size);
    }
    return (System.nanoTime() - begun) / 1e3 / PROOFS;
  }
}
