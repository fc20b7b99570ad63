package io.blackroad.mesh.peer.service;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A node that seeks, and whom it has. */
final class Candidate {
  Seeker seeker;

  /** Ids of the nodes at the other ends of its edges. */
  final TreeSet<String> peers = new TreeSet<>();

  /** Nodes that it is not to meet again before that time. */
  final Map<String, Long> shunned = new TreeMap<>();

  /** Whether its link is up. */
  boolean present = true;

  /** Whether it waits to be looked at. */
  boolean queued;

  /** Where it stands among those of its room who have room for an edge; −1: it is not there. */
  int place = -1;

  Candidate(Seeker seeker) {
    this.seeker = seeker;
  }

  String id() {
    return seeker.nodeId();
  }

  int degree() {
    return peers.size();
  }

  /** Whether it may be met at all. */
  boolean open() {
    return present && seeker.seek().wanted() > 0 && degree() < ServiceLimits.DEGREE_MAX;
  }

  /** Whether it is to be introduced to somebody, whoever that is. */
  boolean hungry() {
    return open() && degree() < Math.min(seeker.seek().wanted(), Matchmaker.EDGES_FOR_ALL);
  }

  /** Whether it is to be introduced to somebody who has what it needs. */
  boolean curious() {
    return open()
        && !seeker.seek().needs().isEmpty()
        && degree() < Math.min(seeker.seek().wanted(), Matchmaker.EDGES_FOR_NEEDS);
  }

  boolean shuns(String other, long nowMillis) {
    Long until = shunned.get(other);
    return until != null && nowMillis < until;
  }

  void shun(String other, long untilMillis) {
    if (shunned.size() >= Matchmaker.SHUNNED_MAX) {
      shunned.remove(shunned.keySet().iterator().next());
    }
    shunned.put(other, untilMillis);
  }
}
