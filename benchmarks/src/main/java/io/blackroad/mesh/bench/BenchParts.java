package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.DemoFailure;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a benchmark, measured one after the other.
 *
 * @param <P> what they have to go by
 * @param list in the order of a full run
 */
record BenchParts<P>(List<BenchPart<P>> list) {
  /** {@code ./mesh bench log}: the log. */
  static final BenchParts<LogPlan> LOG =
      new BenchParts<>(
          List.of(new LogAppends(), new LogOpen(), new LogMemory(), new LogTab(), new LogDigest()));

  /** {@code ./mesh bench schedule}: placing tasks. */
  static final BenchParts<SchedulePlan> SCHEDULE =
      new BenchParts<>(List.of(new Decisions(), new RoundTrips(), new ChurnPart()));

  /** {@code ./mesh bench governor}: what a visitor's device feels. */
  static final BenchParts<GovernorPlan> GOVERNOR =
      new BenchParts<>(
          List.of(
              new CapPart(),
              new StopPart(),
              new TakeOverPart(),
              new PagePart(),
              new TriggerPart(),
              new HiddenPart(),
              new LongPart()));

  /** {@code ./mesh bench transport}: what passes between nodes. */
  static final BenchParts<TransportPlan> TRANSPORT =
      new BenchParts<>(
          List.of(
              new RelayPart(),
              new IdlePart(),
              new AttackPart(),
              new OpenPart(),
              new HopPart(),
              new NatPart()));

  BenchParts {
    list = List.copyOf(list);
  }

  /** The parts of those names; all for none. */
  BenchParts<P> named(@Nullable List<String> names) {
    if (names == null || names.isEmpty()) {
      return this;
    }
    List<String> known = names();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new DemoFailure("no part " + name + ": there are " + known);
      }
    }
    return new BenchParts<>(list.stream().filter(part -> names.contains(part.name())).toList());
  }

  List<String> names() {
    return list.stream().map(BenchPart::name).toList();
  }

  Findings run(P plan) throws IOException {
    Findings findings = new Findings();
    for (BenchPart<P> part : list) {
      findings.begin(part.name());
      part.run(plan, findings);
    }
    return findings;
  }
}
