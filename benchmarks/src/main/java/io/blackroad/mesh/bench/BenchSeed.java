package io.blackroad.mesh.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.demo.SeedClient;
import io.blackroad.mesh.demo.SeedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A seed with fresh data and a site of one page, started as the launcher starts it; its data is
 * deleted afterwards.
 */
final class BenchSeed implements AutoCloseable {
  /** Nothing but the mesh's script, so that whatever else is fetched is the mesh's doing. */
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <title>A page with a mesh</title>
      <link rel="icon" href="data:,">
      <script src="/mesh.js" async></script>
      <p>A page.</p>
      </html>
      """;

  private final SeedProcess process;
  private final SeedClient client;
  private final Path folder;

  private BenchSeed(SeedProcess process, Path folder) {
    this.process = process;
    this.client = new SeedClient(process.url());
    this.folder = folder;
  }

  /** Starts on a free port. */
  static BenchSeed start(BenchPlan plan, String... more) {
    try {
      Path folder = Files.createTempDirectory("mesh-bench-");
      Path site = Files.createDirectory(folder.resolve("site"));
      Files.writeString(site.resolve("index.html"), PAGE);
      List<String> options =
          new ArrayList<>(
              List.of(
                  "--port", "0",
                  "--data", folder.resolve("data").toString(),
                  "--site", site.toString(),
                  "--models", plan.models().toString()));
      options.addAll(List.of(more));
      return new BenchSeed(SeedProcess.start(plan.seedJar(), options), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A seed that computes nothing itself. */
  static BenchSeed withoutFallback(BenchPlan plan) {
    return start(plan, "--fallback", "off");
  }

  URI url() {
    return process.url();
  }

  long pid() {
    return process.pid();
  }

  SeedClient client() {
    return client;
  }

  /** Submits a job, waits for its end and gives its vectors. */
  byte[] vectors(List<String> texts, String model, String confidence) {
    return client.vectors(embed(texts, model, confidence));
  }

  /** Submits a job and waits for its end; gives its id. */
  String embed(List<String> texts, String model, String confidence) {
    String job = client.submit(texts, model, confidence, "a benchmark");
    await(job);
    return job;
  }

  /** Waits for a job's end. */
  void await(String job) {
    client.follow(job, event -> {});
    JsonNode state = client.job(job);
    if (state.path("done").asInt() != state.path("texts").asInt()) {
      throw new IllegalStateException("the job ended unfinished: " + state);
    }
  }

  /** The body of {@code path} as it is sent, compressed where the seed compresses. */
  byte[] sent(HttpClient http, String path, String encoding) {
    HttpRequest request =
        HttpRequest.newBuilder(url().resolve(path)).header("Accept-Encoding", encoding).build();
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + " answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
