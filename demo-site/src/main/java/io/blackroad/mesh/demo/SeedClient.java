package io.blackroad.mesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An application's view of a seed: its ordinary HTTP API (docs/api.md). */
public final class SeedClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration REQUEST_MAX = Duration.ofMinutes(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI seed;

  public SeedClient(URI seed) {
    this.seed = seed;
  }

  /** Asks for embeddings; returns the job's id. */
  public String submit(List<String> texts, String model, String confidence, String purpose) {
    ObjectNode body = JSON.createObjectNode();
    body.put("kind", "embedding").put("model", model);
    body.put("confidence", confidence).put("purpose", purpose);
    texts.forEach(body.putArray("texts")::add);
    return post("/api/jobs", body).path("id").asText();
  }

  /** Calls {@code each} with every progress event until the job has ended. */
  public void follow(String jobId, Consumer<JsonNode> each) {
    HttpRequest request =
        request("/api/jobs/" + jobId + "/events").header("Accept", "text/event-stream").build();
    try {
      HttpResponse<Stream<String>> events = http.send(request, BodyHandlers.ofLines());
      try (Stream<String> lines = events.body()) {
        lines
            .filter(line -> line.startsWith("data:"))
            .map(line -> parse(line.substring("data:".length())))
            .forEach(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** How the job stands. */
  public JsonNode job(String jobId) {
    return get("/api/jobs/" + jobId);
  }

  /** The job's vectors in text order, little-endian float32. */
  public byte[] vectors(String jobId) {
    HttpRequest request =
        request("/api/jobs/" + jobId + "/results")
            .header("Accept", "application/octet-stream")
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      check(response.statusCode(), request, "");
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The vector of one text, through the OpenAI-compatible call. */
  public float[] embed(String text, String model) {
    ObjectNode body = JSON.createObjectNode().put("model", model).put("input", text);
    JsonNode values = post("/v1/embeddings", body).path("data").path(0).path("embedding");
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) values.get(i).asDouble();
    }
    return vector;
  }

  /** The mesh as it is now. */
  public JsonNode mesh() {
    return get("/api/mesh");
  }

  /** How many entries of the public log record {@code action}, e.g. {@code CONSENT}. */
  public int countLogged(String action) {
    return (int) log().stream().filter(e -> e.path("action_type").asText().equals(action)).count();
  }

  /** All entries of the public log, their payloads hidden. */
  public List<JsonNode> log() {
    List<JsonNode> entries = new ArrayList<>();
    for (JsonNode page = logPage(0); !page.isEmpty(); page = logPage(entries.size())) {
      page.forEach(entries::add);
    }
    return entries;
  }

  private JsonNode logPage(int from) {
    return get("/api/log?limit=1000&from=" + from).path("entries");
  }

  public JsonNode get(String path) {
    return send(request(path).build());
  }

  private JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(seed.resolve(path)).timeout(REQUEST_MAX);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      check(response.statusCode(), request, response.body());
      return parse(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void check(int status, HttpRequest request, String body) {
    if (status / 100 != 2) {
      throw new DemoFailure(
          request.method() + " " + request.uri() + " answered " + status + " " + body);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemoFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DemoFailure("interrupted", e);
  }
}
