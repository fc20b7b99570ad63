package io.blackroad.mesh.peer;

import io.blackroad.mesh.sim.SimRandom;

/** Two nodes, their lines to a seed that relays, and whatever direct connection they make. */
final class SimNet {
  final SimTime time = new SimTime();
  final SimRandom random;
  final SimDirect direct;
  final SimNode a;
  final SimNode b;

  /** How fast and how far a route is. */
  record Line(long bytesPerMilli, long delayMillis) {}

  SimNet(long seed, Line relay, Line directLine) {
    random = new SimRandom(seed);
    direct = new SimDirect(this, directLine);
    a = new SimNode(this, 0);
    b = new SimNode(this, 1);
    a.connect(b, relay);
    b.connect(a, relay);
  }

  SimNode node(int which) {
    return which == 0 ? a : b;
  }

  /** Uniform from {@code least} to {@code most}, milliseconds. */
  long between(int least, int most) {
    return (long) least + random.below(most - least + 1);
  }

  /** Nothing arrives on any route until {@code untilMillis}. */
  void partition(long untilMillis) {
    a.stallRelay(untilMillis);
    b.stallRelay(untilMillis);
    direct.block(untilMillis);
  }
}
