package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.DemoFailure;
import java.io.IOException;
import java.util.List;

/** The log, measured part by part, one after the other. */
final class LogBench {
  /** In the order of a full run. */
  static final List<LogPart> PARTS =
      List.of(new LogAppends(), new LogOpen(), new LogMemory(), new LogTab(), new LogDigest());

  private LogBench() {}

  /** The parts of those names; all for none. */
  static List<LogPart> named(List<String> names) {
    for (String name : names) {
      if (PARTS.stream().noneMatch(part -> part.name().equals(name))) {
        List<String> known = PARTS.stream().map(LogPart::name).toList();
        throw new DemoFailure("no part " + name + ": there are " + known);
      }
    }
    return PARTS.stream().filter(part -> names.isEmpty() || names.contains(part.name())).toList();
  }

  /** Runs {@code parts}. */
  static Findings run(List<LogPart> parts, LogPlan plan) throws IOException {
    Findings findings = new Findings();
    for (LogPart part : parts) {
      findings.begin(part.name());
      part.run(plan, findings);
    }
    return findings;
  }
}
