package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.Visitors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Everything that issue "main job" asks for, measured one after the other in one run. */
final class MainJobBench {
  private final BenchPlan plan;

  MainJobBench(BenchPlan plan) {
    this.plan = plan;
  }

  /** Runs all parts; takes about ten minutes on two cores. */
  Findings run() {
    Findings findings = new Findings();
    plan.say("installing the rival");
    Rival rival = Rival.install(plan.root(), plan.models());
    Path data = temporary();
    try (BenchSeed seed = BenchSeed.withoutFallback(plan);
        Visitors visitors = Visitors.launch()) {
      Workload workload = new Workload(plan.site(), plan.models(), data);
      plan.say("a seed listens on " + seed.url());
      new PageWeight(seed, visitors).run(findings);
      new FirstResult(plan, seed, visitors, workload).run(findings);
      new Overhead(plan, seed, visitors, workload).run(rival, findings);
      new Determinism(plan, seed, visitors, workload).run(findings);
      new Scaling(plan, seed, visitors, workload).run(findings);
      new SeedFootprint(plan).run(seed, findings);
    }
    return findings;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("mesh-bench-models-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
