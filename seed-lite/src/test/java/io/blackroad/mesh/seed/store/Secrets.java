package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LoggedEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Entries with texts that occur nowhere else, and the search for what is left of them. */
final class Secrets {
  /** Characters of a text: in its row, beyond one page, over several overflow pages. */
  private static final List<Integer> LENGTHS = List.of(1, 60, 400, 3_900, 5_000, 40_000);

  private Secrets() {}

  /** A text of entry {@code seq}, the same word over and over. */
  static String text(long seq) {
    return word(seq).repeat(1 + LENGTHS.get((int) (seq % LENGTHS.size())) / word(seq).length());
  }

  private static String word(long seq) {
    byte[] name = ("secret " + seq).getBytes(StandardCharsets.US_ASCII);
    return "<" + Hex.of(new Sha256().sha256(name)).substring(0, 24) + ">";
  }

  /** Stores a genesis and {@code count - 1} entries with texts; returns all of them. */
  static List<LoggedEntry> store(Path data, int count, long seed) throws Exception {
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      TestBatches batches = TestBatches.after(store, ~seed);
      Semaphore stored = new Semaphore(0);
      EventLog log = store.start(seq -> stored.release(seq == count - 1 ? 1 : 0), cause -> {});
      log.append(batches.plain());
      for (long seq = 1; seq < count; seq++) {
        log.append(batches.saying(text(seq)));
      }
      stored.acquire();
      return store.log().entries(0, count);
    }
  }

  /** The files of {@code folder} that hold anything of the texts and salts of {@code entries}. */
  static List<String> traces(Path folder, List<LoggedEntry> entries) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    List<String> traces = new ArrayList<>();
    for (Path file : files) {
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (LoggedEntry entry : entries) {
        needles(entry).stream()
            .filter(bytes::contains)
            .forEach(needle -> traces.add(file.getFileName() + ": " + entry.entry().seq()));
      }
    }
    return traces;
  }

  private static List<String> needles(LoggedEntry entry) {
    String salt = Objects.requireNonNull(entry.salt());
    String rawSalt = new String(Hex.require(salt), StandardCharsets.ISO_8859_1);
    return List.of(
        word(entry.entry().seq()).substring(0, 12),
        salt.substring(0, 16),
        salt.substring(48),
        rawSalt.substring(0, 8),
        rawSalt.substring(24));
  }
}
