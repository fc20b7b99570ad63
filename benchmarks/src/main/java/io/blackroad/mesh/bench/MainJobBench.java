package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.Visitors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** The main job end to end, measured part by part, one after the other. */
final class MainJobBench {
  private final BenchPlan plan;

  /** What can be measured by itself, in the order of a full run. */
  enum Part {
    WEIGHT,
    FIRST_RESULT,
    OVERHEAD,
    DETERMINISM,
    SCALING,
    SEED
  }

  MainJobBench(BenchPlan plan) {
    this.plan = plan;
  }

  /** Runs the wanted parts; all of them take about ten minutes on two cores. */
  Findings run(Set<Part> wanted) {
    Findings findings = new Findings();
    try (BenchSeed seed = BenchSeed.withoutFallback(plan);
        Visitors visitors = Visitors.launch()) {
      Workload workload = new Workload(plan.site(), plan.models(), temporary());
      plan.say("a seed listens on " + seed.url());
      for (Part part : Part.values()) {
        if (wanted.contains(part)) {
          findings.begin(part.name().toLowerCase(Locale.ROOT));
          run(part, new Setting(seed, visitors, workload), findings);
        }
      }
    }
    return findings;
  }

  private record Setting(BenchSeed seed, Visitors visitors, Workload workload) {}

  private void run(Part part, Setting on, Findings findings) {
    switch (part) {
      case WEIGHT -> new PageWeight(on.seed, on.visitors).run(findings);
      case FIRST_RESULT -> new FirstResult(plan, on.seed, on.visitors, on.workload).run(findings);
      case OVERHEAD ->
          new Overhead(plan, on.seed, on.visitors, on.workload)
              .run(Rival.install(plan.root(), plan.models()), findings);
      case DETERMINISM -> new Determinism(plan, on.seed, on.visitors, on.workload).run(findings);
      case SCALING -> new Scaling(plan, on.seed, on.visitors, on.workload).run(findings);
      case SEED -> new SeedFootprint(plan).run(on.seed, findings);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("mesh-bench-models-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
