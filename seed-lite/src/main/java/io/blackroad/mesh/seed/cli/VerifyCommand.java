package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.seed.store.StoredLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mesh verify}: is every entry of a log the one that was written, in its place? */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = "Verifies a whole PS-SHA∞ chain, from its first entry to its last.",
    footer = {
      "",
      "Exit status: 0 the chain holds, 1 it is broken or cannot be read, 2 wrong usage.",
      "A seed may be running on the data folder meanwhile.",
      "",
      "Examples:",
      "  mesh verify                          the log in ./mesh-data",
      "  mesh verify --log log.ndjson         an exported log, one entry a line",
      "  mesh verify --vectors spec/vectors   conformance files, this project's or any other's"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int PAGE_ENTRIES = 1_000;

  private final Streams streams;

  @Mixin private VectorsRun vectors = new VectorsRun();

  @ArgGroup private Source source = new Source();

  private final ChainVerifier verifier = new ChainVerifier(new Sha256());
  private @Nullable LoggedEntry first;
  private @Nullable LoggedEntry last;

  /** One of the two. */
  private static final class Source {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Data folder of a seed (mesh-data).")
    private Path data = Path.of("mesh-data");

    @Option(
        names = "--log",
        paramLabel = "FILE",
        description = "Exported log: one entry as JSON on each line; - for standard input.")
    private @Nullable Path log;
  }

  VerifyCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, CliFailure {
    if (vectors.wanted()) {
      return vectors.runHere(streams.out());
    }
    Path file = source.log;
    if (file == null) {
      verifyStored(source.data);
    } else {
      verifyExported(file);
    }
    String where = file == null ? source.data.toString() : file.toString();
    return switch (verifier.result()) {
      case ChainVerifier.Result.Sound sound -> report(sound.count(), where);
      case ChainVerifier.Result.Broken broken ->
          throw new CliFailure(
              "the log " + where + " is broken at entry " + broken.seq() + ": " + broken.reason(),
              CliFailure.FAILED);
    };
  }

  private void verifyStored(Path data) throws IOException {
    try (StoredLog stored = StoredLog.open(data)) {
      LogStore log = stored.log();
      long next = 0;
      List<LoggedEntry> page = log.entries(next, PAGE_ENTRIES);
      while (!page.isEmpty() && isSound()) {
        page.forEach(this::take);
        next = page.getLast().entry().seq() + 1;
        page = log.entries(next, PAGE_ENTRIES);
      }
    }
  }

  private void verifyExported(Path file) throws IOException, CliFailure {
    try (InputStream in = file.toString().equals("-") ? streams.in() : opened(file)) {
      Lines lines = new Lines(in);
      for (String line = lines.next(); line != null && isSound(); line = lines.next()) {
        if (!line.isEmpty()) {
          takeJson(line);
        }
      }
    }
  }

  private static InputStream opened(Path file) throws IOException, CliFailure {
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new CliFailure("no file " + file + ": name an exported log", CliFailure.FAILED);
    }
  }

  private void takeJson(String line) throws CliFailure {
    Json json =
        switch (CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8))) {
          case Parsed.Value value -> value.json();
          case Parsed.Malformed malformed ->
              throw new CliFailure(
                  "the log is broken after "
                      + (last == null ? "nothing" : "entry " + last.entry().seq())
                      + ": not JSON ("
                      + malformed.reason()
                      + ")",
                  CliFailure.FAILED);
        };
    switch (EntryJson.fromJson(json)) {
      case EntryJson.Read.Ok ok -> take(ok.entry());
      case EntryJson.Read.Malformed malformed -> verifier.feed(json);
    }
  }

  private void take(LoggedEntry entry) {
    verifier.feed(entry);
    if (first == null) {
      first = entry;
    }
    last = entry;
  }

  private boolean isSound() {
    return verifier.result() instanceof ChainVerifier.Result.Sound;
  }

  private int report(long count, String where) {
    if (first == null || last == null) {
      streams.out().println("The log " + where + " holds no entries yet.");
    } else {
      streams
          .out()
          .println(
              "The log "
                  + where
                  + " holds: "
                  + count
                  + " entries of "
                  + first.entry().chain()
                  + ", "
                  + time(first)
                  + " to "
                  + time(last)
                  + ", head "
                  + last.entry().hash());
    }
    streams.out().flush();
    return 0;
  }

  private static Instant time(LoggedEntry entry) {
    return Instant.ofEpochMilli(entry.entry().timestampNanos() / 1_000_000);
  }
}
