package io.blackroad.mesh.seed.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A seed's jobs API as the command line uses it. A seed that is away or busy is asked again until
 * patience runs out; every request may be repeated without doing its work twice. Safe for threads.
 */
final class SeedClient implements AutoCloseable {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  private static final String TOKEN = "Mesh-Job-Token";

  /** Too many requests, and what gateways say while a seed restarts. */
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI seed;
  private final Duration patience;

  SeedClient(URI seed, Duration patience) {
    this.seed = seed;
    this.patience = patience;
  }

  /** Fails at once when no seed answers. */
  void requireSeed() throws CliFailure, InterruptedException {
    try {
      HttpResponse<Void> answer = http.send(request("/healthz").build(), BodyHandlers.discarding());
      if (answer.statusCode() != 200) {
        throw new CliFailure(
            seed + " answers, but is no healthy seed (" + answer.statusCode() + " at /healthz)",
            CliFailure.TRY_AGAIN);
      }
    } catch (IOException e) {
      throw new CliFailure(
          "no seed answers at " + seed + ": start one with 'mesh seed', or name it with --seed",
          CliFailure.TRY_AGAIN);
    }
  }

  /**
   * Submits a job and returns its id. The same key with the same body is the same job.
   *
   * @param body a job as JSON
   */
  String submit(byte[] body, String idempotencyKey) throws CliFailure, InterruptedException {
    HttpRequest request =
        request("/api/jobs")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return json(withPatience(request)).path("id").asText();
  }

  /**
   * Submits a sealed job and returns its id. The same token with the same body is the same job.
   *
   * @param token which only its submitter knows
   */
  String submitSealed(byte[] body, String token) throws CliFailure, InterruptedException {
    return json(withPatience(posting("/api/jobs", token, body))).path("id").asText();
  }

  /** What nodes ask of a sealed job's submitter; waits a while for it. */
  JsonNode wants(String jobId, String token) throws CliFailure, InterruptedException {
    HttpRequest request =
        request("/api/jobs/" + jobId + "/wants?again=true").header(TOKEN, token).build();
    return json(withPatience(request));
  }

  /** Answers them. */
  void grant(String jobId, String token, byte[] grants) throws CliFailure, InterruptedException {
    withPatience(posting("/api/jobs/" + jobId + "/grants", token, grants));
  }

  private HttpRequest posting(String path, String token, byte[] body) {
    return request(path)
        .header("Content-Type", "application/json")
        .header(TOKEN, token)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /**
   * Follows a job until it is done.
   *
   * @param onProgress told the job's view, several times and at the end
   */
  void follow(String jobId, Consumer<JsonNode> onProgress) throws CliFailure, InterruptedException {
    Attempts attempts = new Attempts(patience);
    while (true) {
      try {
        if (followOnce(jobId, onProgress)) {
          return;
        }
        attempts.waitAfter("the seed ended the events of " + jobId);
      } catch (IOException e) {
        attempts.waitAfter(String.valueOf(e.getMessage()));
      }
    }
  }

  /** True once the job is done; false when the stream ended before. */
  private boolean followOnce(String jobId, Consumer<JsonNode> onProgress)
      throws IOException, CliFailure, InterruptedException {
    JsonNode view = json(withPatience(request("/api/jobs/" + jobId).build()));
    onProgress.accept(view);
    if (isDone(view)) {
      return true;
    }
    HttpRequest request = request("/api/jobs/" + jobId + "/events").build();
    HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      for (String line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("data:")) {
          view = MAPPER.readTree(line.substring("data:".length()));
          onProgress.accept(view);
          if (isDone(view)) {
            return true;
          }
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException("the seed hung up", e);
    }
    return false;
  }

  private static boolean isDone(JsonNode view) throws CliFailure {
    String status = view.path("status").asText();
    if (status.equals("cancelled")) {
      throw new CliFailure(
          "job " + view.path("id").asText() + " was " + cancelled(view), CliFailure.FAILED);
    }
    return status.equals("done");
  }

  private static String cancelled(JsonNode view) {
    return view.path("privacy").asText().equals("sealed")
        ? "cancelled at the seed: it hears nothing of who has the keys for a minute, or was told to"
        : "cancelled at the seed";
  }

  /** A finished job's results as NDJSON. */
  String results(String jobId) throws CliFailure, InterruptedException {
    return withPatience(request("/api/jobs/" + jobId + "/results").build()).body();
  }

  /** Has the seed forget a job; a job that is gone already is fine. */
  void delete(String jobId) throws IOException, InterruptedException {
    http.send(request("/api/jobs/" + jobId).DELETE().build(), BodyHandlers.discarding());
  }

  /** Name of the chain that the seed writes. */
  String chain() throws CliFailure, InterruptedException {
    return json(withPatience(request("/log/checkpoint.json").build())).path("chain").asText();
  }

  /** Has the seed erase entry {@code seq}; returns once it is gone from its disk. */
  void erase(long seq, String reason, String token)
      throws IOException, CliFailure, InterruptedException {
    byte[] body =
        MAPPER.writeValueAsBytes(MAPPER.createObjectNode().put("seq", seq).put("reason", reason));
    HttpRequest request =
        request("/api/admin/erase")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new CliFailure("the seed refused: " + problem(answer), CliFailure.FAILED);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(seed.resolve(path)).timeout(ANSWER_TIMEOUT);
  }

  private HttpResponse<String> withPatience(HttpRequest request)
      throws CliFailure, InterruptedException {
    Attempts attempts = new Attempts(patience);
    while (true) {
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) {
          return answer;
        }
        if (!BUSY.contains(answer.statusCode())) {
          throw new CliFailure("the seed refused: " + problem(answer), CliFailure.FAILED);
        }
        attempts.waitAfter(problem(answer));
      } catch (IOException e) {
        attempts.waitAfter("no seed answers at " + seed);
      }
    }
  }

  /** What an RFC 9457 problem says, or else the bare status. */
  private static String problem(HttpResponse<String> answer) {
    try {
      JsonNode problem = MAPPER.readTree(answer.body());
      String detail = problem.path("detail").asText();
      return detail.isEmpty() ? problem.path("title").asText("" + answer.statusCode()) : detail;
    } catch (JsonProcessingException e) {
      return "status " + answer.statusCode();
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws CliFailure {
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new CliFailure(
          answer.uri() + " did not answer with JSON: is that a seed?", CliFailure.FAILED);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
