package io.blackroad.mesh.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Logs on disk, each made once in a run by the seed's own store, and deleted at its end. */
final class StoredLogs implements AutoCloseable {
  /** Entries between two lines of progress. */
  private static final long STRIDE = 1_000_000;

  private final Path folder;
  private final PrintStream out;

  /** In the folder for temporary files, where about 750 bytes an entry should be free. */
  StoredLogs(PrintStream out) throws IOException {
    this.folder = Files.createTempDirectory("mesh-bench-log-");
    this.out = out;
  }

  /** The data folder of a log of {@code entries}; nobody has it open. */
  Path of(long entries) throws IOException {
    Path data = folder.resolve(Long.toString(entries));
    if (Files.notExists(data)) {
      try (LogFeed feed = new LogFeed(data)) {
        while (feed.size() < entries) {
          feed.append(Math.min(STRIDE, entries - feed.size()), Long.MAX_VALUE);
          out.println("bench: " + feed.size() + " of " + entries + " entries are stored");
        }
      }
    }
    return data;
  }

  /** An empty data folder. */
  Path empty(String name) throws IOException {
    return Files.createTempDirectory(folder, name);
  }

  /** Bytes of the database in {@code data}. */
  static long bytes(Path data) throws IOException {
    return Files.size(data.resolve("mesh.db"));
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
