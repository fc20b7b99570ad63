package io.blackroad.mesh.seed.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Where a command reads and writes; UTF-8 whatever the locale.
 *
 * @param inBytes how long {@code in} is when it is a file, else 0
 * @param out results, buffered: flush it
 * @param err progress and errors
 * @param terminal whether {@code err} is a screen that a person looks at; finding out starts a
 *     process
 */
record Streams(
    InputStream in, long inBytes, PrintStream out, PrintStream err, BooleanSupplier terminal) {
  private static final int OUT_BYTES = 1 << 16;

  /** The process's own. */
  static Streams ofProcess() {
    FileInputStream in = new FileInputStream(FileDescriptor.in);
    OutputStream out =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUT_BYTES);
    OutputStream err = new FileOutputStream(FileDescriptor.err);
    return new Streams(
        in,
        bytes(in),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Streams::isTerminal);
  }

  private static long bytes(FileInputStream in) {
    try {
      return in.getChannel().size();
    } catch (IOException e) {
      return 0; // a pipe or a terminal
    }
  }

  /** Java 21 cannot tell whether standard error is a terminal; test(1) can. */
  private static boolean isTerminal() {
    try {
      Process test =
          new ProcessBuilder("test", "-t", "2")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return test.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
