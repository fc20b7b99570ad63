package io.blackroad.mesh.peer;

import io.blackroad.mesh.sim.SimRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One pair of nodes, its traffic and its misfortunes, all drawn from one seed. Misfortunes come in
 * rounds of {@link #ROUND_MILLIS} and last less than that, so an edge has to survive them all;
 * unless the last one is for good, which both ends have to notice.
 */
final class EdgeRun {
  private static final long ROUND_MILLIS = 12_000;
  private static final int MISFORTUNE_MILLIS_MAX = 10_000;
  private static final long QUIET_MILLIS = Courier.LOST_MILLIS + 30_000;

  /** Four windows, and what eight streams may keep at one end. */
  private static final long HELD_BYTES_MAX =
      4L * PeerLimits.WINDOW_FRAMES * PeerLimits.FRAME_BYTES_MAX
          + 8L * (PeerLimits.STREAM_QUEUED_BYTES_MAX + PeerLimits.CREDIT_BYTES);

  private final SimNet net;
  private final SimRandom random;
  private final Traffic[] traffic;
  private @Nullable Forever forever;

  /** A misfortune that does not pass. */
  enum Forever {
    PARTED,
    DIED,
    BEGAN_ANEW
  }

  /**
   * What came of a run.
   *
   * @param problem empty when every invariant held
   * @param moves changes of route at the first node
   * @param attempts direct connections that were made, both ends together
   */
  record Outcome(String problem, int moves, int attempts, @Nullable Forever forever) {}

  private EdgeRun(long seed) {
    SimRandom lines = new SimRandom(~seed);
    net =
        new SimNet(
            seed,
            new SimNet.Line(200 + lines.below(5_000), 5 + lines.below(80)),
            new SimNet.Line(500 + lines.below(20_000), 1 + lines.below(30)));
    random = net.random;
    traffic = new Traffic[] {new Traffic(net, net.a), new Traffic(net, net.b)};
  }

  static Outcome play(long seed) {
    EdgeRun run = new EdgeRun(seed);
    run.begin();
    int rounds = run.random.below(6);
    for (int i = 0; i < rounds; i++) {
      run.round(i * ROUND_MILLIS);
    }
    if (run.random.chance(12)) {
      run.forever = Forever.values()[run.random.below(3)];
      run.net.time.at(rounds * ROUND_MILLIS + 2_000, run::endOfTheWorld);
    }
    run.net.time.runUntil(rounds * ROUND_MILLIS + QUIET_MILLIS);
    if (run.forever == null) {
      run.completes();
      run.net.node(run.random.below(2)).does(PeerEdge::close);
      run.net.time.runUntil(run.net.time.monotonicMillis() + 2 * Courier.LOST_MILLIS);
    }
    run.hasEnded();
    String problem = run.traffic[0].problem + run.traffic[1].problem;
    return new Outcome(problem, run.traffic[0].moves.size(), run.net.direct.opened, run.forever);
  }

  private void begin() {
    net.direct.stunWorks = random.chance(70);
    net.direct.turnWorks = random.chance(85);
    net.direct.failuresPerMille = random.chance(30) ? 30 : 0;
    boolean direct = random.chance(85);
    for (int i = 0; i < 2; i++) {
      SimNode node = net.node(i);
      node.begin(traffic[i]);
      net.time.after(net.between(0, 500), node::relayUp);
      if (direct) {
        net.time.after(net.between(0, 1_000), () -> node.does(edge -> edge.allowDirect(true)));
      }
      traffic[i].sayLater(random.below(40));
      for (int streams = random.below(4); streams > 0; streams--) {
        traffic[i].openLater(net.between(0, 40_000), random.below(400_000));
      }
    }
  }

  private void round(long fromMillis) {
    for (int i = 1 + random.below(2); i > 0; i--) {
      net.time.at(fromMillis + random.below(1_500), this::misfortune);
    }
  }

  private void misfortune() {
    long millis = net.between(50, MISFORTUNE_MILLIS_MAX);
    long until = net.time.monotonicMillis() + millis;
    SimNode node = net.node(random.below(2));
    switch (random.below(12)) {
      case 0, 1 -> {
        node.relayDown();
        net.time.at(until, node::relayUp);
      }
      case 2 -> node.stallRelay(until);
      case 3 -> node.loseRelayed();
      case 4 -> net.direct.block(until);
      case 5 -> net.direct.killPath();
      case 6 -> {
        net.direct.killPath();
        node.does(PeerEdge::networkChanged);
      }
      case 7 -> net.partition(until);
      case 8 -> net.direct.breakChannel(node.which);
      case 9, 10 -> cutUnnoticed(node, net.node(1 - node.which), until);
      default -> node.freeze(millis);
    }
  }

  /**
   * A link is dead before its node knows, and comes back as another one; the seed may have told the
   * peer that the node has left, and brings them together before or after the node greets.
   */
  private void cutUnnoticed(SimNode node, SimNode peer, long until) {
    for (SimNode one : new SimNode[] {node, peer}) {
      one.loseRelayed();
      one.stallRelay(until + 1);
    }
    net.time.at(until, node::relayDown);
    net.time.at(until + net.between(10, 1_500), node::relayUp);
    if (random.chance(50)) {
      net.time.after(net.between(0, (int) (until - net.time.monotonicMillis())), peer::relayDown);
      net.time.at(until + net.between(10, 1_500), peer::relayUp);
    }
  }

  private void endOfTheWorld() {
    switch (Objects.requireNonNull(forever)) {
      case PARTED -> net.partition(Long.MAX_VALUE / 2);
      case DIED -> net.b.freeze(Long.MAX_VALUE / 4);
      case BEGAN_ANEW -> {
        // What its connection was bound to is gone with the page.
        net.direct.forget(1);
        net.b.begin(new Traffic(net, net.b));
        net.b.does(PeerEdge::relayUp);
      }
    }
  }

  /** Everything that was said and sent is there. */
  private void completes() {
    for (int i = 0; i < 2; i++) {
      Traffic here = traffic[i];
      Traffic there = traffic[1 - i];
      if (here.end != null) {
        here.broke("ended by itself: " + here.end + ", " + here.detail);
      } else if (there.heard != here.said) {
        here.broke(there.heard + " of " + here.said + " messages were heard");
      }
      for (StreamTraffic stream : here.streams) {
        if (!stream.delivered || !stream.finished) {
          here.broke("stream " + stream.id() + " is not complete at both ends");
        }
      }
    }
  }

  /** Both ends know that it is over, what became of each stream, and keep nothing running. */
  private void hasEnded() {
    int ends = forever == null || forever == Forever.PARTED ? 2 : 1;
    for (int i = 0; i < ends; i++) {
      Traffic here = traffic[i];
      SimNode node = net.node(i);
      if (here.ends != 1 || node.edge().wakeAtMillis() != Long.MAX_VALUE) {
        here.broke(here.ends + " ends, and wakes at " + node.edge().wakeAtMillis());
      }
      if (node.heldMost > HELD_BYTES_MAX || net.direct.leaked || net.direct.isOpen(i)) {
        here.broke("held " + node.heldMost + " bytes, or a connection too many");
      }
      for (StreamTraffic stream : here.streams) {
        check(here, stream, traffic[1 - i]);
      }
    }
  }

  private void check(Traffic here, StreamTraffic stream, Traffic there) {
    for (StreamTraffic other : there.streams) {
      if (other.id() == stream.id()) {
        String problem = StreamTraffic.problem(stream, other);
        if (!problem.isEmpty()) {
          here.broke(problem);
        }
        return;
      }
    }
    if (!stream.broken || stream.delivered) {
      here.broke("stream " + stream.id() + " never came to the peer, and is not broken off");
    }
  }
}
