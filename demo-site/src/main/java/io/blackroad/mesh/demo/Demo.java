package io.blackroad.mesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Has a seed's visitors read the library, then searches it. */
public final class Demo {
  private static final String MODEL = "all-minilm-l6-v2-q";
  private static final int SEARCHES = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SeedClient seed;
  private final Path site;
  private final List<Visitor> visitors;

  public Demo(SeedClient seed, Path site, List<Visitor> visitors) {
    this.seed = seed;
    this.site = site;
    this.visitors = List.copyOf(visitors);
  }

  /** Runs the job and the example searches; {@code progress} sees every event. */
  public DemoReport run(Consumer<JsonNode> progress) {
    Passages passages = Passages.read(site);
    long started = System.nanoTime();
    String job =
        seed.submit(passages.texts(), MODEL, "standard", "making The Mesh’s library searchable");
    seed.follow(job, progress);
    double seconds = (System.nanoTime() - started) / 1e9;
    JsonNode outcome = seed.job(job);
    byte[] vectors = seed.vectors(job);
    publish(vectors, outcome);
    List<DemoReport.SearchResult> searches = search(passages, vectors);
    return report(outcome, seconds, searches);
  }

  /** Puts the index where the site's search page looks for it. */
  private void publish(byte[] vectors, JsonNode outcome) {
    ObjectNode account = JSON.createObjectNode();
    var nodes = account.putArray("nodes");
    for (JsonNode node : outcome.path("nodes")) {
      nodes
          .addObject()
          .put("id", node.path("id").asText())
          .put("texts", node.path("texts").asInt());
    }
    try {
      Files.write(site.resolve("data/vectors.f32"), vectors);
      Files.writeString(site.resolve("data/library.json"), account.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<DemoReport.SearchResult> search(Passages passages, byte[] vectors) {
    int dimensions = vectors.length / 4 / passages.all().size();
    VectorIndex index = new VectorIndex(vectors, dimensions);
    List<DemoReport.SearchResult> results = new ArrayList<>();
    for (Passages.ExampleSearch example : passages.searches().subList(0, SEARCHES)) {
      VectorIndex.Hit hit = index.best(seed.embed(example.query(), MODEL));
      Passages.Passage found = passages.all().get(hit.row());
      results.add(
          new DemoReport.SearchResult(
              example.query(),
              found.slug(),
              found.number(),
              hit.cosine(),
              found.slug().equals(example.slug()),
              found.text()));
    }
    return results;
  }

  private DemoReport report(
      JsonNode outcome, double seconds, List<DemoReport.SearchResult> searches) {
    Map<String, Integer> receipts = new TreeMap<>();
    visitors.forEach(visitor -> receipts.put(visitor.nodeId(), visitor.receiptsVerified()));
    JsonNode mesh = seed.mesh();
    String own = idOfSeedsOwnNode(mesh);
    List<DemoReport.NodeShare> shares = new ArrayList<>();
    for (JsonNode node : outcome.path("nodes")) {
      String id = node.path("id").asText();
      shares.add(
          new DemoReport.NodeShare(
              id,
              id.equals(own),
              node.path("texts").asInt(),
              node.path("units").asText("0"),
              receipts.getOrDefault(id, 0)));
    }
    int texts = outcome.path("texts").asInt();
    return new DemoReport(
        texts,
        seconds,
        texts / seconds,
        shares,
        outcome.path("tasks").asInt(),
        outcome.path("checked").asInt(),
        outcome.path("disagreements").asInt(),
        receipts.values().stream().mapToInt(Integer::intValue).sum(),
        mesh.path("unitsPaid").asText("0"),
        seed.countLogged("CONSENT"),
        searches);
  }

  /** Empty when the seed computes nothing itself. */
  private static String idOfSeedsOwnNode(JsonNode mesh) {
    for (JsonNode node : mesh.path("nodes")) {
      if (node.path("trusted").asBoolean()) {
        return node.path("nodeId").asText();
      }
    }
    return "";
  }
}
