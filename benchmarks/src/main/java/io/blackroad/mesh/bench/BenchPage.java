package io.blackroad.mesh.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;

/** The bench page in a tab, with one worker that computes embeddings in its own way. */
final class BenchPage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Page page;

  /** What a run gave. */
  record Ran(double millis, byte[] vectors) {
    double textsPerSecond(int texts) {
      return texts * 1_000 / millis;
    }
  }

  private BenchPage(Page page) {
    this.page = page;
  }

  /** Opens the page in a profile of its own and starts {@code worker}, a script of the site. */
  static BenchPage open(BrowserContext profile, URI site, String worker, ObjectNode preparation) {
    Page page = profile.newPage();
    page.navigate(site.toString());
    page.waitForFunction("() => globalThis.bench && crossOriginIsolated");
    page.evaluate("script => bench.open(script)", worker);
    BenchPage bench = new BenchPage(page);
    bench.ask(preparation.put("call", "prepare"));
    return bench;
  }

  /** Embeds the first {@code texts} texts and gives their vectors. */
  Ran vectors(int texts) {
    return run(texts, true);
  }

  /** Embeds the first {@code texts} texts, for the time it takes. */
  Ran time(int texts) {
    return run(texts, false);
  }

  private Ran run(int texts, boolean keep) {
    JsonNode answer =
        ask(JSON.createObjectNode().put("call", "run").put("texts", texts).put("keep", keep));
    return new Ran(
        answer.path("millis").asDouble(),
        Base64.getDecoder().decode(answer.path("vectors").asText()));
  }

  private JsonNode ask(ObjectNode message) {
    Object answer =
        page.evaluate(
            "text => bench.ask(JSON.parse(text)).then(JSON.stringify)", message.toString());
    try {
      return JSON.readTree(String.valueOf(answer));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    page.context().close();
  }
}
