package io.blackroad.mesh.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.mesh.seed.api.Model;
import io.blackroad.mesh.seed.api.ModelCatalog;
import io.blackroad.mesh.seed.api.SeedOptions;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A whole seed on a free port, whose models count words; and a client for it. */
public final class TestSeed implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Seed seed;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestSeed(SeedOptions options, SeedParts parts) throws IOException {
    seed = Seed.start(options.withPort(0), parts);
  }

  /** A seed with its fallback node. */
  public static TestSeed in(Path data) throws IOException {
    return start(SeedOptions.in(data), SeedParts.Limits.STANDARD);
  }

  /** A seed that depends on its visitors. */
  public static TestSeed withoutFallback(Path data) throws IOException {
    return start(SeedOptions.in(data).withFallback(false), SeedParts.Limits.STANDARD);
  }

  /** A seed with other options or limits. */
  public static TestSeed start(SeedOptions options, SeedParts.Limits limits) throws IOException {
    WordModel words = new WordModel("words", null);
    List<Model> models = List.of(words, new WordModel("missing", "put it into DATA/models"));
    ModelCatalog catalog = () -> models;
    SeedParts parts =
        new SeedParts(
            SqliteSeedStore.open(options.data(), new JcaDigest()),
            catalog,
            List.of(words.offer()),
            loop -> new WordEngine(loop, false),
            limits);
    return new TestSeed(options, parts);
  }

  public int port() {
    return seed.port();
  }

  public String seedId() {
    return seed.seedId();
  }

  /** A request to {@code path}. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(PATIENCE);
  }

  /** Sends it and reads the answer as text. */
  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends it and reads the answer as bytes. */
  public HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Begins to read an answer that may not end. */
  public CompletableFuture<HttpResponse<InputStream>> follow(String path) {
    return client.sendAsync(request(path).build(), BodyHandlers.ofInputStream());
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  /** Posts JSON. */
  public HttpResponse<String> post(String path, String json) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  /** An answer's body. */
  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** Submits a job that must be admitted; returns its id. */
  public String submit(String json) throws Exception {
    HttpResponse<String> response = post("/api/jobs", json);
    if (response.statusCode() != 202) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return json(response).path("id").asText();
  }

  /** Follows a job's events to their end; returns the last. */
  public JsonNode finish(String jobId) throws Exception {
    HttpResponse<String> events = get("/api/jobs/" + jobId + "/events");
    String text = events.body();
    return JSON.readTree(text.substring(text.lastIndexOf("data: ") + "data: ".length()));
  }

  @Override
  public void close() {
    seed.close();
  }
}
