package io.blackroad.mesh.seed.peer;

import io.blackroad.mesh.peer.service.Matchmaker;
import io.blackroad.mesh.peer.service.Pair;
import io.blackroad.mesh.peer.service.PartReason;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.peer.service.Seeker;
import io.blackroad.mesh.port.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is there, and the edges between them. On the peer service's thread. */
final class Introductions {
  /** Time for which two do not meet when one of them has ended the edge. */
  private static final long SHUN_MILLIS = 60_000;

  /** The same when one of them said what no edge says. */
  private static final long SHUN_VIOLATED_MILLIS = 3_600_000;

  private final Clock clock;
  private final Matchmaker matchmaker;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private int edges;
  private long met;
  private long parted;

  Introductions(Clock clock, Matchmaker matchmaker) {
    this.clock = clock;
    this.matchmaker = matchmaker;
  }

  @Nullable Member member(String nodeId) {
    return members.get(nodeId);
  }

  void add(Member member) {
    members.put(member.nodeId(), member);
  }

  /** All who are there, those who may come back included. */
  Iterable<Member> all() {
    return new ArrayList<>(members.values());
  }

  /** A node says what it wants. Requires that its link is up. */
  void seek(Member member, Gate gate, PeerWord.Seek seek) {
    matchmaker.seek(
        new Seeker(
            member.nodeId(),
            gate.terms.site(),
            gate.who().prefix(),
            member.rttMillis,
            seek.direct() && gate.terms.permits().directPeers(),
            seek));
    introduce();
  }

  /** Looks again at all who have too few. */
  void retry() {
    matchmaker.retry();
    introduce();
  }

  private void introduce() {
    long now = clock.monotonicMillis();
    for (Pair pair = matchmaker.next(now); pair != null; pair = matchmaker.next(now)) {
      Member first = members.get(pair.first());
      Member second = members.get(pair.second());
      if (first == null || second == null || first.gate == null || second.gate == null) {
        throw new IllegalStateException("introduced somebody who is not there: " + pair);
      }
      Edge edge = new Edge(first, second, pair.direct());
      first.edges.put(second.nodeId(), edge);
      second.edges.put(first.nodeId(), edge);
      edge.put(first, first.gate);
      edge.put(second, second.gate);
      // Both ways are open before either knows, so that no greeting is lost.
      edge.tell(first, first.gate);
      edge.tell(second, second.gate);
      met++;
      edges++;
    }
  }

  /** A returning node has named those whom it had: their edges go on, the others are over. */
  void takeUp(Member member, Gate gate, PeerWord.Seek seek) {
    for (Map.Entry<String, Edge> kept : new ArrayList<>(member.edges.entrySet())) {
      if (seek.peers().contains(kept.getKey())) {
        kept.getValue().put(member, gate);
        kept.getValue().tell(member, gate);
      } else {
        // The node has begun anew, in another tab: it knows of nothing, and is not to be kept away.
        end(member, kept.getValue().peerOf(member), PartReason.LEFT);
      }
    }
  }

  /** A node has ended the edge to {@code other}; why it says so is between it and the seed. */
  void part(Member member, Member other, PartReason reason) {
    boolean shunned = reason == PartReason.VIOLATED;
    end(member, other, PartReason.ENDED);
    if (shunned) {
      matchmaker.shun(
          member.nodeId(), other.nodeId(), clock.monotonicMillis() + SHUN_VIOLATED_MILLIS);
    }
    introduce();
  }

  /** A node's edges are over, and it gets none before it seeks again; it is told so. */
  void close(Member member, PartReason reason) {
    for (Edge edge : new ArrayList<>(member.edges.values())) {
      Edge.Farewell farewell = edge.farewell(member, reason);
      end(member, edge.peerOf(member), reason);
      farewell.say();
    }
    matchmaker.leave(member.nodeId());
    introduce();
  }

  /** A node is gone. */
  void forget(Member member) {
    for (Edge edge : new ArrayList<>(member.edges.values())) {
      end(member, edge.peerOf(member), PartReason.LEFT);
    }
    matchmaker.leave(member.nodeId());
    members.remove(member.nodeId());
    introduce();
  }

  /** A node's link is gone; its edges wait for the next one. */
  void lift(Member member) {
    for (Edge edge : member.edges.values()) {
      edge.lift(member);
    }
    if (member.gate != null) {
      member.gate.clear();
    }
    matchmaker.away(member.nodeId());
  }

  /** Ends an edge, and tells {@code other} why. Who has only left may be met again at once. */
  private void end(Member member, Member other, PartReason reason) {
    Edge edge = member.edges.remove(other.nodeId());
    if (edge == null) {
      return;
    }
    other.edges.remove(member.nodeId());
    Edge.Farewell farewell = edge.farewell(other, reason);
    edge.lift(member);
    edge.lift(other);
    farewell.say(); // once nothing passes any more
    long apartMillis = reason == PartReason.LEFT ? 0 : SHUN_MILLIS;
    matchmaker.parted(member.nodeId(), other.nodeId(), clock.monotonicMillis() + apartMillis);
    edges--;
    parted++;
  }

  PeerCounts counts(long ignored) {
    return new PeerCounts(members.size(), edges, met, parted, ignored);
  }
}
