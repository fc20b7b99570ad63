package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mesh verify}: does a receipt, or a whole log, hold? */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = "Verifies receipts, or a whole PS-SHA∞ log with its tree and its signatures.",
    footer = {
      "",
      "Exit status: 0 it holds, 1 it is broken or cannot be used, 2 wrong usage, 3 the seed cannot",
      "be reached. A seed may be running on the data folder meanwhile.",
      "",
      "Examples:",
      "  mesh verify mesh-receipts.json       what the widget downloads; evidence, too",
      "  mesh verify http://localhost:8082    everything that a seed publishes of its log",
      "  mesh verify ./mirror --checkpoint old.json",
      "                                       the log continues what the seed signed before",
      "  mesh verify                          the database in ./mesh-data, with its ledger",
      "  mesh verify --log log.ndjson         an exported log, one entry a line",
      "  mesh verify --vectors spec/vectors   conformance files, this project's or any other's"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final String SEED_ID = "s_[0-9a-f]{32}";

  private final Streams streams;

  @Spec private @Nullable CommandSpec command;

  @Mixin private VectorsRun vectors = new VectorsRun();

  @ArgGroup private Source source = new Source();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "What the seed signed before: a checkpoint, a note, receipts or evidence; the log has to"
              + " continue it.")
  private @Nullable Path checkpoint;

  @Option(
      names = "--seed",
      paramLabel = "ID",
      description = "Id of the seed whose log or receipts these have to be (s_…).")
  private @Nullable String seedId;

  @Option(names = "--quiet", description = "Says nothing; the exit status tells.")
  private boolean quiet;

  @Option(names = "--json", description = "Says it as one JSON object.")
  private boolean json;

  /** One of the three. */
  private static final class Source {
    @Parameters(
        arity = "0..1",
        paramLabel = "TARGET",
        description = "Address of a seed, data folder, mirror of a log, or file of receipts.")
    private @Nullable String target;

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
    String pinned = seedId;
    if (pinned != null && !pinned.matches(SEED_ID)) {
      throw wrongUsage("--seed takes a seed's id, s_ and 32 hexadecimal digits");
    }
    VerifyReport report = new VerifyReport(streams.out(), quiet, json);
    String target = source.target;
    if (target != null && Files.isRegularFile(Path.of(target))) {
      return file(Path.of(target), report);
    }
    String where = where();
    try (LogSource log = opened()) {
      return log(log, where, report);
    }
  }

  private ParameterException wrongUsage(String what) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), what);
  }

  private String where() {
    String target = source.target;
    Path file = source.log;
    return target != null ? target : (file == null ? source.data : file).toString();
  }

  private LogSource opened() throws IOException, CliFailure {
    String target = source.target;
    Path file = source.log;
    if (file != null) {
      return new LinesSource(file.toString().equals("-") ? streams.in() : stream(file));
    }
    if (target == null) {
      return new StoredSource(source.data);
    }
    if (target.matches("(?i)https?://.*")) {
      return new PublishedSource(new MirrorUrl(address(target)));
    }
    Path folder = Path.of(target);
    if (!Files.isDirectory(folder)) {
      throw new CliFailure("no file or folder " + target, CliFailure.FAILED);
    }
    return Files.exists(folder.resolve("mesh.db"))
        ? new StoredSource(folder)
        : new PublishedSource(new MirrorFolder(folder));
  }

  private URI address(String target) {
    try {
      return URI.create(target);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(target + " is not an address");
    }
  }

  private static InputStream stream(Path file) throws IOException, CliFailure {
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new CliFailure("no file " + file + ": name an exported log", CliFailure.FAILED);
    }
  }

  private int log(LogSource log, String where, VerifyReport report) throws IOException, CliFailure {
    Claims claims = new Claims(seedId);
    try {
      log.claims(claims);
      if (checkpoint != null) {
        HeldCheckpoints.add(checkpoint, claims);
      }
      return report.log(checked(log, claims), where);
    } catch (Breach breach) {
      return report.broken(breach, "The log " + where);
    }
  }

  private LogCheck.Sound checked(LogSource log, Claims claims)
      throws IOException, CliFailure, Breach {
    try (Progress progress = new Progress(streams)) {
      return new LogCheck(log, claims, progress).run();
    }
  }

  /** Receipts, evidence, or an exported log. */
  private int file(Path file, VerifyReport report) throws IOException, CliFailure {
    try {
      List<Json> values = JsonFile.read(file).values();
      if (!values.isEmpty() && !ReceiptCheck.takes(values.getFirst())) {
        try (LogSource log = new LinesSource(Files.newInputStream(file))) {
          return log(log, file.toString(), report);
        }
      }
      if (checkpoint != null) {
        throw wrongUsage("--checkpoint goes with a log, not with receipts");
      }
      String sentence = new ReceiptCheck(seedId).sentence(values);
      return report.holds(sentence, new JsonObject().put("receipts", values.size()));
    } catch (Breach breach) {
      return report.broken(breach, "The file " + file);
    }
  }
}
