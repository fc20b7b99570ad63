package io.blackroad.mesh.conformance;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.port.Clock;
import java.util.ArrayList;
import java.util.List;

/** Chains whose every byte follows from a seed. */
public final class SampleChain {
  private static final long START_NANOS = 1_774_800_000_000_000_000L;

  private SampleChain() {}

  /** A chain with its {@code GENESIS}, on a clock that stands still. */
  public static Chain begin(String seedId, SeededBytes random) {
    Chain chain =
        Chain.begin("mesh/" + seedId, new Chain.Ports(new Sha256(), new StoppedClock(), random));
    chain.append(seedId, Action.GENESIS, 1, new JsonObject().put("alg", "Ed25519").build());
    return chain;
  }

  /** {@code count} entries of every action in turn, with payloads of every kind of value. */
  public static List<LoggedEntry> entries(int count, SeededBytes random) {
    return entries("s_" + "0123456789abcdef".repeat(2), count, random);
  }

  /** The same in the chain of {@code seedId}. */
  static List<LoggedEntry> entries(String seedId, int count, SeededBytes random) {
    Action[] actions = Action.values();
    Chain chain =
        Chain.begin("mesh/" + seedId, new Chain.Ports(new Sha256(), new StoppedClock(), random));
    List<LoggedEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Action action = actions[i % actions.length];
      boolean misplaced = (action == Action.GENESIS) != (i == 0);
      Action fitting = i == 0 ? Action.GENESIS : misplaced ? Action.TASK : action;
      entries.add(chain.append(seedId, fitting, i % 3 - 1, payload(random)));
    }
    return entries;
  }

  private static Json payload(SeededBytes random) {
    return new JsonObject()
        .put("n", random.next() >> 11)
        .putDecimal("amount", random.next() >>> 1)
        .put("note", "café ∞ 🚀 \"q\" \\ \n " + random.below(1000))
        .put("nested", List.of(new Json.Bool(random.below(2) == 0), Json.Null.NULL))
        .build();
  }

  /** A clock that stands still, so that only the chain's own rule moves time on. */
  private record StoppedClock() implements Clock {
    @Override
    public long monotonicMillis() {
      return 0;
    }

    @Override
    public long unixNanos() {
      return START_NANOS;
    }
  }
}
