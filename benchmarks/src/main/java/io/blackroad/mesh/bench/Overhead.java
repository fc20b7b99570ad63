package io.blackroad.mesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.demo.Visitor;
import io.blackroad.mesh.demo.Visitors;
import io.blackroad.mesh.seed.api.Model;
import io.blackroad.mesh.task.ModelSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * What the mesh costs over computing in the page itself: the same texts through a seed and one
 * visitor, through a plain loop over ONNX Runtime Web, and through transformers.js, in turns, in
 * one browser.
 */
final class Overhead {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WARM_UP_TEXTS = 32;
  private static final double WANTED = 0.85;

  private final BenchPlan plan;
  private final BenchSeed seed;
  private final Visitors visitors;
  private final Workload workload;
  private final List<String> texts;
  private final Map<String, List<Leg>> legs = new LinkedHashMap<>();

  /** One contender's turn. */
  private record Leg(double textsPerSecond, double browserMillis, double seedMillis) {}

  Overhead(BenchPlan plan, BenchSeed seed, Visitors visitors, Workload workload) {
    this.plan = plan;
    this.seed = seed;
    this.visitors = visitors;
    this.workload = workload;
    this.texts = workload.texts(plan.texts());
  }

  /** Runs all rounds. */
  void run(Rival rival, Findings findings) {
    Visitor visitor = visitors.open(seed.url());
    visitor.consent(100);
    visitor.awaitReady();
    try (BenchSite site = BenchSite.start(rival.folder());
        BenchPage direct = openDirect(site.url(), 1);
        BenchPage peer = openRival(site.url())) {
      byte[] meshVectors = seed.vectors(texts, Workload.QUANTISED, "off");
      byte[] directVectors = direct.vectors(texts.size()).vectors();
      compareRival(meshVectors, peer.vectors(WARM_UP_TEXTS).vectors(), findings);
      findings.add(
          "sameBytes",
          "the mesh's vectors have the loop's bytes",
          Arrays.equals(meshVectors, directVectors));
      findings.judge(
          Target.holds(
              "a visitor's vectors are the bytes that the page computes itself",
              Arrays.equals(meshVectors, directVectors)));
      rounds(direct, peer);
    }
    visitor.leave();
    report(rival, findings);
  }

  private void rounds(BenchPage direct, BenchPage peer) {
    for (int round = 1; round <= plan.rounds(); round++) {
      plan.say("overhead, round " + round + " of " + plan.rounds());
      leg("mesh", this::throughMesh);
      leg("direct", () -> direct.time(texts.size()).textsPerSecond(texts.size()));
      leg("rival", () -> peer.time(texts.size()).textsPerSecond(texts.size()));
    }
  }

  /** As its submitter sees it: from the request to the event that says it is done. */
  private double throughMesh() {
    long started = System.nanoTime();
    seed.embed(texts, Workload.QUANTISED, "off");
    return texts.size() * 1e9 / (System.nanoTime() - started);
  }

  private void leg(String who, DoubleSupplier run) {
    BrowserMeter browser = new BrowserMeter(visitors.browser());
    double browserBefore = browser.cpuSeconds();
    double seedBefore = ProcessMeter.cpuSeconds(seed.pid());
    double pace = run.getAsDouble();
    double millis = 1_000.0 / texts.size();
    legs.computeIfAbsent(who, name -> new ArrayList<>())
        .add(
            new Leg(
                pace,
                (browser.cpuSeconds() - browserBefore) * millis,
                (ProcessMeter.cpuSeconds(seed.pid()) - seedBefore) * millis));
  }

  private BenchPage openDirect(URI site, int threads) {
    return openDirect(site, threads, visitors, seed, workload);
  }

  /** A page that computes every passage itself, with the seed's files. */
  static BenchPage openDirect(
      URI site, int threads, Visitors visitors, BenchSeed seed, Workload workload) {
    Model model = workload.model(Workload.QUANTISED);
    ModelSpec spec = model.spec();
    String digits = spec.modelHash().substring("sha256:".length());
    ObjectNode preparation =
        JSON.createObjectNode()
            .put("ortUrl", seed.url().resolve("/mesh/ort/ort.wasm.min.mjs").toString())
            .put("filesUrl", seed.url().resolve("/mesh/ort/").toString())
            .put("modelUrl", seed.url().resolve("/models/" + digits + ".onnx").toString())
            .put("threads", threads)
            .put("size", spec.dimensions());
    ArrayNode all = preparation.putArray("ids");
    for (int[] ids : workload.ids(workload.texts(), Workload.QUANTISED)) {
      ArrayNode row = all.addArray();
      Arrays.stream(ids).forEach(row::add);
    }
    BenchPage page = BenchPage.open(visitors.newContext(), site, "direct-worker.js", preparation);
    page.time(WARM_UP_TEXTS);
    return page;
  }

  private BenchPage openRival(URI site) {
    ObjectNode preparation = JSON.createObjectNode().put("threads", 1);
    texts.forEach(preparation.putArray("texts")::add);
    BenchPage page = BenchPage.open(visitors.newContext(), site, "rival-worker.js", preparation);
    page.time(WARM_UP_TEXTS);
    return page;
  }

  /** A rival that computed something else would be no rival. */
  private void compareRival(byte[] mesh, byte[] rival, Findings findings) {
    int dimensions = workload.model(Workload.QUANTISED).spec().dimensions();
    List<float[]> theirs = Vectors.rows(rival, dimensions);
    List<float[]> ours = Vectors.rows(mesh, dimensions).subList(0, theirs.size());
    findings.add(
        "rivalCosineMin",
        "transformers.js agrees with the mesh: smallest cosine",
        Vectors.cosines(ours, theirs).min(),
        "");
  }

  private void report(Rival rival, Findings findings) {
    Samples mesh = samples("mesh", Leg::textsPerSecond);
    Samples direct = samples("direct", Leg::textsPerSecond);
    Samples peer = samples("rival", Leg::textsPerSecond);
    int tokens = workload.ids(texts, Workload.QUANTISED).stream().mapToInt(ids -> ids.length).sum();
    findings.add("texts", "texts a round", texts.size(), "");
    findings.add("tokens", "tokens a round", tokens, "");
    findings.add("mesh", "mesh, one visitor, confidence off", mesh, "texts/s");
    findings.add("direct", "page calling ONNX Runtime Web itself", direct, "texts/s");
    findings.add("rival", rival.version() + ", text in, vector out", peer, "texts/s");
    findings.add("meshOverDirect", "mesh / page itself", mesh.over(direct), "");
    findings.add("meshOverRival", "mesh / transformers.js", mesh.over(peer), "");
    addCpu("mesh", "mesh: browser's CPU a text", findings);
    addCpu("direct", "page itself: browser's CPU a text", findings);
    addCpu("rival", "transformers.js: browser's CPU a text", findings);
    findings.add("seedCpu", "mesh: seed's CPU a text", samples("mesh", Leg::seedMillis), "ms");
    findings.judge(
        Target.atLeast(
            "mesh with one visitor, as a share of the page's own loop (texts/s)",
            mesh.over(direct).median(),
            WANTED,
            "times"));
  }

  private void addCpu(String who, String what, Findings findings) {
    findings.add(who + "BrowserCpu", what, samples(who, Leg::browserMillis), "ms");
  }

  private Samples samples(String who, java.util.function.ToDoubleFunction<Leg> of) {
    return Samples.of(legs.getOrDefault(who, List.of()).stream().mapToDouble(of).toArray());
  }
}
