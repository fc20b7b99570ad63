package io.blackroad.mesh.seed.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.seed.model.FileModel;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mesh embed}: lines to vectors, computed by the mesh of a seed. */
@Command(
    name = "embed",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = "Embeds each line of standard input; prints one JSON object a line, in order.",
    footer = {
      "",
      "A line of output is {\"index\":0,\"embedding\":[...],\"confirmedBy\":2,...}; index counts",
      "the input's lines from 0. When the run is cut short, run the same command again: what was",
      "finished is not computed twice. With --sealed it is: the keys are gone with the run.",
      "",
      "Exit status: 0 all embedded, 1 the seed refused, 2 wrong usage, 3 no seed answers.",
      "",
      "Examples:",
      "  mesh embed < lines.txt > vectors.ndjson",
      "  mesh embed --seed https://library.example --model all-minilm-l6-v2 < lines.txt",
      "  mesh embed --sealed --purpose 'a library' < lines.txt > vectors.ndjson"
    })
final class EmbedCommand implements Callable<Integer> {
  /** Texts of a job: minutes of work for one node, and an answer of some megabytes. */
  private static final int JOB_TEXTS_MAX = 1_024;

  /** A quarter of what a seed takes as one JSON body. */
  private static final int JOB_CHARS_MAX = 4 << 20;

  /** Jobs under way: the next is queued before the last is done, so that no node waits. */
  private static final int JOBS_MAX = 3;

  private final Streams streams;

  @Option(
      names = "--seed",
      paramLabel = "URL",
      defaultValue = "http://localhost:8082",
      description = "The seed (${DEFAULT-VALUE}).")
  private URI seed = URI.create("http://localhost:8082");

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Model of the seed's catalog (the seed's default).")
  private @Nullable String model;

  @Option(
      names = "--confidence",
      paramLabel = "WHICH",
      defaultValue = "standard",
      description =
          "standard, quorum (two nodes agree), spot-check, off (the first result counts), or the"
              + " chance of a wrong result that is accepted, such as 0.001 (${DEFAULT-VALUE}).")
  private String confidence = "standard";

  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      description = "What it is for; visitors are shown this.")
  private @Nullable String purpose;

  @Option(
      names = "--sealed",
      description =
          "Seal the texts here, for the nodes that compute them: the seed never has them. Takes"
              + " the model's tokenizer (--data, --models), and this process until the end.")
  private boolean sealed;

  @Mixin private CatalogOptions catalog = new CatalogOptions();

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for a seed that goes away meanwhile (${DEFAULT-VALUE}).")
  private int patienceSeconds = 60;

  private final Deque<Future<EmbedJob>> underWay = new ArrayDeque<>();
  private final List<String> finished = new ArrayList<>();
  private @Nullable FileModel sealedModel;

  EmbedCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Duration patience = Duration.ofSeconds(patienceSeconds);
    ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
    boolean checking = !confidence.equals("off");
    try (SeedClient client = new SeedClient(seed, patience)) {
      client.requireSeed();
      try (EmbedProgress progress =
          new EmbedProgress(streams.err(), streams.terminal().getAsBoolean(), checking)) {
        embedAll(client, progress, jobs);
        progress.finish();
      } finally {
        jobs.shutdownNow();
        streams.out().flush();
      }
      for (String id : finished) {
        client.delete(id); // only now: until everything is written, a repetition may need them
      }
    }
    return 0;
  }

  private void embedAll(SeedClient client, EmbedProgress progress, ExecutorService jobs)
      throws IOException, CliFailure, InterruptedException {
    Lines lines = new Lines(streams.in());
    long first = 0;
    List<String> texts = batch(lines);
    while (!texts.isEmpty()) {
      expect(progress, lines, first + texts.size());
      EmbedJob.Texts span = new EmbedJob.Texts(first, texts.size());
      underWay.add(jobs.submit(new EmbedJob(client, progress, span, said(texts))));
      if (underWay.size() == JOBS_MAX) {
        printEldest();
      }
      first += texts.size();
      texts = batch(lines);
    }
    progress.expect(first, true);
    while (!underWay.isEmpty()) {
      printEldest();
    }
  }

  private static List<String> batch(Lines lines) throws IOException, CliFailure {
    List<String> texts = new ArrayList<>();
    int chars = 0;
    while (texts.size() < JOB_TEXTS_MAX && chars < JOB_CHARS_MAX) {
      String line = lines.next();
      if (line == null) {
        break;
      }
      texts.add(line);
      chars += line.length();
    }
    return texts;
  }

  /** Guesses the number of texts from the file's length until the end has been read. */
  private void expect(EmbedProgress progress, Lines lines, long read) {
    boolean guess = streams.inBytes() > lines.bytesRead();
    long total = guess ? read * streams.inBytes() / lines.bytesRead() : read;
    progress.expect(total, streams.inBytes() == lines.bytesRead());
  }

  private EmbedJob.Said said(List<String> texts) throws IOException, CliFailure {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode job = mapper.createObjectNode().put("kind", "embedding");
    job.put("confidence", confidence);
    if (model != null) {
      job.put("model", model);
    }
    if (purpose != null) {
      job.put("purpose", purpose);
    }
    SealedLines lines = sealed ? new SealedLines(sealedModel(), texts) : null;
    if (lines == null) {
      texts.forEach(job.putArray("texts")::add);
    } else {
      lines.putInto(job);
    }
    return new EmbedJob.Said(mapper.writeValueAsBytes(job), lines);
  }

  /** Once: a tokenizer takes a moment to read. */
  private FileModel sealedModel() throws IOException, CliFailure {
    FileModel chosen = sealedModel;
    if (chosen == null) {
      chosen = catalog.model(model == null ? "" : model);
      sealedModel = chosen;
    }
    return chosen;
  }

  private void printEldest() throws CliFailure, InterruptedException {
    try {
      EmbedJob job = underWay.remove().get();
      job.print(streams.out());
      finished.add(job.id());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CliFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
