package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.Visitor;
import io.blackroad.mesh.demo.Visitors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a text's vector is the same bytes whoever computes it, and how far it is from what the
 * JVM computes.
 */
final class Determinism {
  private static final int VISITORS = 3;
  private static final int FLOAT_TEXTS = 64;

  private final BenchPlan plan;
  private final BenchSeed seed;
  private final Visitors visitors;
  private final Workload workload;
  private final List<String> texts;

  Determinism(BenchPlan plan, BenchSeed seed, Visitors visitors, Workload workload) {
    this.plan = plan;
    this.seed = seed;
    this.visitors = visitors;
    this.workload = workload;
    this.texts = workload.texts(plan.texts());
  }

  void run(Findings findings) {
    List<byte[]> runs = new ArrayList<>();
    for (int i = 0; i < VISITORS; i++) {
      Visitor visitor = arrive();
      runs.add(seed.vectors(texts, Workload.QUANTISED, "off"));
      visitor.leave();
    }
    plan.say("determinism: " + VISITORS + " visitors one by one done");
    runs.addAll(together());
    runs.addAll(directly());
    boolean same = runs.stream().allMatch(run -> Arrays.equals(run, runs.get(0)));
    findings.add("texts", "texts", texts.size(), "");
    findings.add("runs", "runs compared", runs.size(), "");
    findings.add(
        "sameBytes",
        "same bytes: 3 visitors one by one, together, in a quorum, a page with 1 and 2 threads",
        same);
    findings.judge(Target.holds("a text's vector is the same bytes whoever computes it", same));
    compareWithJvm(runs.get(0), findings);
  }

  private Visitor arrive() {
    Visitor visitor = visitors.open(seed.url());
    visitor.consent(100);
    visitor.awaitReady();
    return visitor;
  }

  /** Three at once: two jobs beside each other with confidence off, then a quorum. */
  private List<byte[]> together() {
    List<Visitor> present = new ArrayList<>();
    for (int i = 0; i < VISITORS; i++) {
      present.add(arrive());
    }
    String first = seed.client().submit(texts, Workload.QUANTISED, "off", "a benchmark");
    String second = seed.client().submit(texts, Workload.QUANTISED, "off", "a benchmark");
    seed.await(first);
    seed.await(second);
    List<byte[]> runs = new ArrayList<>();
    runs.add(seed.client().vectors(first));
    runs.add(seed.client().vectors(second));
    runs.add(seed.vectors(texts, Workload.QUANTISED, "quorum"));
    present.forEach(Visitor::leave);
    plan.say("determinism: " + VISITORS + " visitors together done");
    return runs;
  }

  private List<byte[]> directly() {
    List<byte[]> runs = new ArrayList<>();
    try (BenchSite site = BenchSite.start(null)) {
      for (int threads = 1; threads <= 2; threads++) {
        try (BenchPage page = Overhead.openDirect(site.url(), threads, visitors, seed, workload)) {
          runs.add(page.vectors(texts.size()).vectors());
        }
      }
    }
    return runs;
  }

  private void compareWithJvm(byte[] quantised, Findings findings) {
    int dimensions = workload.model(Workload.QUANTISED).spec().dimensions();
    List<float[]> reference = workload.onJvm(texts, Workload.FLOAT);
    Samples cosines = Vectors.cosines(Vectors.rows(quantised, dimensions), reference);
    Visitor visitor = arrive();
    List<String> fewer = texts.subList(0, Math.min(FLOAT_TEXTS, texts.size()));
    byte[] floats = seed.vectors(fewer, Workload.FLOAT, "off");
    visitor.leave();
    double maxAbs =
        Vectors.maxAbs(Vectors.rows(floats, dimensions), reference.subList(0, fewer.size()));
    findings.note("reference", "reference on the JVM", Workload.jvmRuntime());
    findings.add("cosineMean", "quantised against float32: mean cosine", cosines.mean(), "");
    findings.add("cosineMin", "quantised against float32: smallest cosine", cosines.min(), "");
    findings.add("floatMaxAbs", "float32 in a tab against the JVM: largest difference", maxAbs, "");
    findings.judge(
        Target.atLeast("quantised model: mean cosine to float32", cosines.mean(), 0.985, "cosine"));
    findings.judge(
        Target.atLeast("quantised model: smallest cosine", cosines.min(), 0.97, "cosine"));
    findings.judge(Target.atMost("float32 model: largest difference", maxAbs, 1e-5, "absolute"));
  }
}
