package io.blackroad.mesh.sim;

import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.reward.RoadAccrual;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Visitors of all kinds who come and go, so that about as many are there at any time. */
final class Visitors {
  /** Weibull shape of session lengths. */
  private static final double SESSION_SHAPE = 0.65;

  /** Everybody comes within this time at first; who leaves is followed by another as soon. */
  private static final int ARRIVAL_MILLIS = 4_000;

  /** Fastest visitor; others take up to {@link #SLOWEST} times as long, CPU caps included. */
  private static final int MICROS_PER_TOKEN_MIN = 500;

  private static final double SLOWEST = 8;

  private static final int LOAD_MILLIS_MAX = 3_000;

  /** Networks per visitor: one in eight shares its own with another. */
  private static final int PREFIXES_PER_VISITOR = 4;

  private static final int ON_BATTERY_PERCENT = 30;

  /** A node leaves at this charge; a point is drained in the time below. */
  private static final int BATTERY_LOW_PERCENT = 20;

  private static final int DRAIN_MILLIS_PER_POINT = 200_000;

  private static final int HIDDEN_PERCENT = 40;

  /**
   * Workers of a hidden tab run on, at a lower priority: 93 % of a core became 90 (browser.md 2).
   */
  private static final int HIDDEN_SLOWNESS_PERCENT = 105;

  private static final int PARTITION_EVERY_MILLIS = 60_000;
  private static final int PARTITION_MILLIS_MAX = 10_000;

  private static final Mix.Kind ORDINARY = new Mix.Kind(Mix.HONEST, 0, any -> Conduct.HONEST);

  private final Simulation simulation;
  private final SimRandom random;
  private final Mix mix;
  private final int count;
  private final Map<String, String> kinds = new LinkedHashMap<>();
  private final List<Person> kept = new ArrayList<>();
  private final Set<SimPeer> present = new LinkedHashSet<>();
  private boolean closed;

  /** Who keeps a device key: an identity, and how it behaves. */
  private record Person(SimKey key, Mix.Kind kind, Conduct conduct) {}

  Visitors(Simulation simulation, SimRandom random, Mix mix, int count) {
    this.simulation = simulation;
    this.random = random;
    this.mix = mix;
    this.count = count;
  }

  /** Everybody comes. */
  void arrive() {
    for (int i = 0; i < count; i++) {
      simulation.after(random.below(ARRIVAL_MILLIS), this::next);
    }
    if (mix.habits().partitionPercent() > 0) {
      simulation.after(PARTITION_EVERY_MILLIS, this::partition);
    }
  }

  /** Nobody else comes. */
  void close() {
    closed = true;
  }

  private void next() {
    if (closed) {
      return;
    }
    boolean returns = !kept.isEmpty() && random.chance(mix.habits().keptPercent());
    come(returns ? kept.remove(random.below(kept.size())) : stranger());
  }

  private Person stranger() {
    byte[] key = new byte[32];
    random.fill(key);
    int drawn = random.below(1_000);
    for (Mix.Kind kind : mix.kinds()) {
      drawn -= kind.perMille();
      if (drawn < 0) {
        return remembered(new Person(new SimKey(key), kind, kind.conduct().apply(random)));
      }
    }
    return remembered(new Person(new SimKey(key), ORDINARY, Conduct.HONEST));
  }

  /** Someone new to the run, whom the seed may know from before. */
  private Person remembered(Person person) {
    Mix.History history = mix.history();
    boolean honest = person.kind.equals(ORDINARY);
    int percent = honest ? history.honestPercent() : history.attackersPercent();
    if (random.chance(percent)) {
      String nodeId = Identity.nodeId(person.key.publicKey(), new SimDigest());
      long today = RoadAccrual.day(simulation.clock.unixNanos());
      simulation.log.records.remember(
          new Standing(nodeId, history.passed(), 0, "", 0, 0, new Standing.Accrual(0, today, 0)));
    }
    return person;
  }

  private void come(Person person) {
    SimPeer peer = simulation.peer(person.key, traits(person.kind), person.conduct);
    kinds.put(peer.nodeId(), person.kind.name());
    present.add(peer);
    if (random.chance(HIDDEN_PERCENT)) {
      simulation.after(random.below(60_000), () -> peer.work.slow(HIDDEN_SLOWNESS_PERCENT));
    }
    long session = sessionMillis();
    long battery = random.chance(ON_BATTERY_PERCENT) ? batteryMillis() : Long.MAX_VALUE;
    if (battery < session) {
      simulation.after(battery, () -> leave(peer, "battery below 20 %"));
    } else if (random.chance(mix.habits().silentPercent())) {
      simulation.after(session, peer::vanish);
    } else {
      simulation.after(session, () -> leave(peer, "page hidden"));
    }
    peer.whenGone(() -> gone(peer, person));
  }

  private static void leave(SimPeer peer, String reason) {
    if (!peer.isGone()) {
      peer.leave(reason);
    }
  }

  private void gone(SimPeer peer, Person person) {
    present.remove(peer);
    if (random.chance(mix.habits().keptPercent()) && peer.refusal().isEmpty()) {
      kept.add(person);
    }
    simulation.after(1 + random.below(ARRIVAL_MILLIS), this::next);
  }

  private SimPeer.Traits traits(Mix.Kind kind) {
    double slowness = StrictMath.pow(SLOWEST, random.unit());
    int prefixes = kind.prefixes() > 0 ? kind.prefixes() : count * PREFIXES_PER_VISITOR;
    int network = random.below(prefixes);
    String block = kind.prefixes() > 0 ? "100." : "10.";
    return new SimPeer.Traits(
        block + (network >> 8) + "." + (network & 255) + ".0/24",
        (int) (MICROS_PER_TOKEN_MIN * slowness),
        random.below(LOAD_MILLIS_MAX),
        mix.habits().line());
  }

  private long sessionMillis() {
    double scale = mix.habits().medianSeconds() * 1_000 / weibull(0.5);
    return (long) (scale * weibull(random.unit())) + 1;
  }

  /** The value of the standard Weibull distribution below which {@code share} of it lies. */
  private static double weibull(double share) {
    return StrictMath.pow(-StrictMath.log(1 - share), 1 / SESSION_SHAPE);
  }

  private long batteryMillis() {
    int charge = BATTERY_LOW_PERCENT + 1 + random.below(100 - BATTERY_LOW_PERCENT);
    return (long) (charge - BATTERY_LOW_PERCENT) * DRAIN_MILLIS_PER_POINT;
  }

  private void partition() {
    long until = simulation.nowMillis() + random.below(PARTITION_MILLIS_MAX);
    for (SimPeer peer : present) {
      if (random.chance(mix.habits().partitionPercent())) {
        peer.partition(until);
      }
    }
    simulation.after(PARTITION_EVERY_MILLIS, this::partition);
  }

  /** What kind of visitor has that node id; {@link Mix#HONEST} for one that never came. */
  String kind(String nodeId) {
    return kinds.getOrDefault(nodeId, Mix.HONEST);
  }

  /** Visitors whose tab is open. */
  int present() {
    return present.size();
  }
}
