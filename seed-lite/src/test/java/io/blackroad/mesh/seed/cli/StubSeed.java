package io.blackroad.mesh.seed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/**
 * The jobs API without a mesh: a text's vector is its length. Jobs are kept by idempotency key, as
 * a seed does. {@link #misbehave} lets answers go wrong.
 */
final class StubSeed implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, String> jobOfKey = new TreeMap<>();
  private final Map<String, JsonNode> jobs = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Queue<Answer> misbehaviour = new ConcurrentLinkedQueue<>();

  /** An answer in place of the right one; status 0 hangs up. */
  record Answer(String path, int status, String body) {}

  StubSeed() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next request whose method and path contain {@code path} is answered like this. */
  void misbehave(String path, int status, String body) {
    misbehaviour.add(new Answer(path, status, body));
  }

  /** Method and path of every request so far. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** Jobs that were submitted and not deleted. */
  synchronized Map<String, JsonNode> jobs() {
    return new TreeMap<>(jobs);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = String.valueOf(exchange.getRequestURI().getPath());
    String request = exchange.getRequestMethod() + " " + path;
    byte[] body = exchange.getRequestBody().readAllBytes();
    synchronized (this) {
      requests.add(request);
    }
    Answer wrong = misbehaviour.peek();
    if (wrong != null && request.contains(wrong.path())) {
      misbehaviour.remove();
      answer(exchange, wrong.status(), wrong.body());
    } else if (request.equals("POST /api/jobs")) {
      String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      answer(exchange, 202, view(submit(key, MAPPER.readTree(body))));
    } else if (path.equals("/healthz")) {
      answer(exchange, 200, "ok");
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      delete(path.split("/", -1)[3]);
      answer(exchange, 204, "");
    } else {
      read(exchange, path.split("/", -1));
    }
  }

  private synchronized String submit(String key, JsonNode job) {
    String id = jobOfKey.computeIfAbsent(key, k -> "j_" + jobOfKey.size());
    jobs.put(id, job);
    return id;
  }

  private synchronized void delete(String id) {
    jobs.remove(id);
    jobOfKey.values().remove(id);
  }

  private void read(HttpExchange exchange, String[] path) throws IOException {
    String id = path[3];
    if (path.length == 4) {
      answer(exchange, 200, view(id));
    } else if (path[4].equals("events")) {
      answer(exchange, 200, "event: done\ndata: " + view(id) + "\n\n");
    } else {
      answer(exchange, 200, results(id));
    }
  }

  private synchronized JsonNode job(String id) {
    JsonNode job = jobs.get(id);
    return job == null ? MAPPER.createObjectNode() : job;
  }

  private String view(String id) {
    int texts = job(id).path("texts").size();
    return MAPPER
        .createObjectNode()
        .put("id", id)
        .put("status", "done")
        .put("texts", texts)
        .put("done", texts)
        .put("checked", texts)
        .toString();
  }

  private String results(String id) {
    StringBuilder lines = new StringBuilder();
    int index = 0;
    for (JsonNode text : job(id).path("texts")) {
      lines.append("{\"index\":").append(index++).append(",\"embedding\":[");
      lines.append(text.asText().length()).append("],\"confirmedBy\":2}\n");
    }
    return lines.toString();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      if (status == 0) {
        return;
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
