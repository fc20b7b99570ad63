package io.blackroad.mesh.sim;

import io.blackroad.mesh.Arrival;
import io.blackroad.mesh.NodeLine;
import io.blackroad.mesh.wire.Message;

/**
 * A light node's line to its seed, both ways: messages arrive in order after a delay, or never once
 * it is broken; messages on other lines may overtake them.
 */
final class SimLine implements NodeLine {
  private static final int MILLION = 1_000_000;

  private final Simulation simulation;
  private final Simulation.SeedLife seed;
  private final SimPeer peer;
  private final Quality quality;
  private final long connection;
  private long toSeedMillis;
  private long toPeerMillis;
  private long stalledUntilMillis;
  private boolean cut;
  private boolean silent;

  /**
   * How good a line is.
   *
   * @param delayMillis least time that a message takes
   * @param jitterMillis most that it takes beyond that, uniform
   * @param breaksPerMillion chance that a message is the line's last: it is lost, both ends notice
   */
  record Quality(int delayMillis, int jitterMillis, int breaksPerMillion) {
    /** A home connection to a seed in the same country. */
    static final Quality HOME = new Quality(5, 20, 20);
  }

  SimLine(Simulation simulation, Simulation.SeedLife seed, SimPeer peer, Quality quality) {
    this.simulation = simulation;
    this.seed = seed;
    this.peer = peer;
    this.quality = quality;
    this.connection = simulation.nextConnection();
  }

  void open(Arrival arrival) {
    seed.tell(coordinator -> coordinator.opened(connection, this, arrival));
  }

  /** The seed says something. */
  @Override
  public boolean say(Message message) {
    if (cut) {
      return false;
    }
    if (breaks()) {
      fail();
      return false;
    }
    toPeerMillis = arrival(toPeerMillis);
    at(
        toPeerMillis,
        () -> {
          if (!cut && !silent) {
            peer.hear(this, message);
          }
        });
    return true;
  }

  /** The seed hangs up. */
  @Override
  public void close(String reason) {
    toPeerMillis = arrival(toPeerMillis);
    at(
        toPeerMillis,
        () -> {
          if (!cut && !silent) {
            cut = true;
            peer.hungUp(this);
          }
        });
  }

  /** The peer says something. */
  void send(Message message) {
    if (cut || silent) {
      return;
    }
    if (breaks()) {
      fail();
      return;
    }
    toSeedMillis = arrival(toSeedMillis);
    at(
        toSeedMillis,
        () -> {
          if (!silent) {
            seed.tell(coordinator -> coordinator.heard(connection, message));
          }
        });
  }

  /** The peer hangs up, after what it has said. */
  void hangUp() {
    cut = true;
    toSeedMillis = arrival(toSeedMillis);
    at(toSeedMillis, () -> seed.tell(coordinator -> coordinator.closed(connection)));
  }

  /** The peer is gone without a word: nothing arrives any more, and nobody is told. */
  void fallSilent() {
    silent = true;
  }

  /** A partition: what is said from now on arrives after {@code untilMillis}. */
  void stall(long untilMillis) {
    stalledUntilMillis = untilMillis;
  }

  private boolean breaks() {
    return quality.breaksPerMillion > 0
        && simulation.random.below(MILLION) < quality.breaksPerMillion;
  }

  private void fail() {
    hangUp();
    at(simulation.nowMillis() + quality.delayMillis, () -> peer.hungUp(this));
  }

  private long arrival(long lastMillis) {
    int jitter = quality.jitterMillis == 0 ? 0 : simulation.random.below(quality.jitterMillis);
    long sent = Math.max(simulation.nowMillis(), stalledUntilMillis);
    return Math.max(lastMillis, sent + quality.delayMillis + jitter);
  }

  private void at(long atMillis, Runnable action) {
    simulation.clock.after(atMillis - simulation.nowMillis(), action);
  }
}
