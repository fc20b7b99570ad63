package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.DemoFailure;
import java.io.IOException;
import java.util.List;

/** Placing tasks, measured part by part, one after the other. */
final class ScheduleBench {
  /** In the order of a full run. */
  static final List<SchedulePart> PARTS =
      List.of(new Decisions(), new RoundTrips(), new ChurnPart());

  private ScheduleBench() {}

  /** The parts of those names; all for none. */
  static List<SchedulePart> named(List<String> names) {
    for (String name : names) {
      if (PARTS.stream().noneMatch(part -> part.name().equals(name))) {
        List<String> known = PARTS.stream().map(SchedulePart::name).toList();
        throw new DemoFailure("no part " + name + ": there are " + known);
      }
    }
    return PARTS.stream().filter(part -> names.isEmpty() || names.contains(part.name())).toList();
  }

  /** Runs {@code parts}. */
  static Findings run(List<SchedulePart> parts, SchedulePlan plan) throws IOException {
    Findings findings = new Findings();
    for (SchedulePart part : parts) {
      findings.begin(part.name());
      part.run(plan, findings);
    }
    return findings;
  }
}
