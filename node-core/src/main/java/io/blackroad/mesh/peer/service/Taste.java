package io.blackroad.mesh.peer.service;

import java.util.List;

/** How well two nodes suit each other (docs/peers.md). Pure. */
final class Taste {
  private static final int FOR_A_NEED = 100;
  private static final int NEEDS_COUNTED = 8;
  private static final int FOR_A_MODEL = 10;
  private static final int FOR_NEARNESS = 40;
  private static final int FOR_DIRECT = 20;
  private static final int PER_EDGE = 6;
  private static final int RTT_MILLIS_MAX = 400;
  private static final int RTT_MILLIS_PER_POINT = 10;

  /** Edges of one network that a node asks for; the others should lead further away. */
  private static final int NEAR_WANTED = 2;

  private Taste() {}

  /**
   * Points of {@code other} for {@code one}; more is better.
   *
   * @param near edges that {@code one} has to its own network
   */
  static int points(Candidate one, Candidate other, int near) {
    int points = FOR_A_NEED * exchange(one, other);
    points += FOR_A_MODEL * common(one.seeker.seek().models(), other.seeker.seek().models());
    points += one.seeker.direct() && other.seeker.direct() ? FOR_DIRECT : 0;
    points -= PER_EDGE * other.degree();
    points -= Math.min(other.seeker.rttMillis(), RTT_MILLIS_MAX) / RTT_MILLIS_PER_POINT;
    boolean neighbours = neighbours(one, other);
    return points + (neighbours ? near < NEAR_WANTED ? FOR_NEARNESS : -FOR_NEARNESS : 0);
  }

  /** Whether both are from one network, as far as that is known. */
  static boolean neighbours(Candidate one, Candidate other) {
    String prefix = one.seeker.prefix();
    return !prefix.isEmpty() && prefix.equals(other.seeker.prefix());
  }

  /** What either has of what the other needs, up to a limit. */
  static int exchange(Candidate one, Candidate other) {
    int both =
        common(one.seeker.seek().needs(), other.seeker.seek().has())
            + common(other.seeker.seek().needs(), one.seeker.seek().has());
    return Math.min(both, NEEDS_COUNTED);
  }

  private static int common(List<String> some, List<String> others) {
    int common = 0;
    for (String item : some) {
      common += others.contains(item) ? 1 : 0;
    }
    return common;
  }
}
