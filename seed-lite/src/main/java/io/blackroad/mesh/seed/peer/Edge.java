package io.blackroad.mesh.seed.peer;

import io.blackroad.mesh.peer.service.PartReason;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.seed.signal.RelayPort;

/** Two nodes that have met. On the peer service's thread. */
final class Edge {
  private final End one;
  private final End two;
  private final boolean direct;

  /** A last word, to be said when it is time. */
  interface Farewell {
    void say();
  }

  Edge(Member first, Member second, boolean direct) {
    this.one = new End(first, second);
    this.two = new End(second, first);
    this.direct = direct;
  }

  private End of(Member member) {
    return one.owner == member ? one : two;
  }

  private End across(Member member) {
    return one.owner == member ? two : one;
  }

  /** The node at the other end. */
  Member peerOf(Member member) {
    return across(member).owner;
  }

  /** Puts an end on its owner's link, under the next number; from now on frames pass to it. */
  void put(Member owner, Gate gate) {
    across(owner).leadsTo(new RelayPort.Onward(gate.link(), gate.add(of(owner))));
  }

  /** Tells the owner of an end that it has the edge. Requires that it was {@link #put}. */
  void tell(Member owner, Gate gate) {
    End end = of(owner);
    gate.say(new PeerWord.Meet(gate.numberOf(end), end.peer().nodeId(), direct));
  }

  /** Takes an end off its owner's link, if it is on one: frames to it go nowhere. */
  void lift(Member owner) {
    End end = of(owner);
    across(owner).leadsTo(null);
    if (owner.gate != null) {
      owner.gate.remove(end);
    }
  }

  /** What the owner of an end is to be told when the edge is over, if its link knows the edge. */
  Farewell farewell(Member owner, PartReason reason) {
    Gate gate = owner.gate;
    int number = gate == null ? 0 : gate.numberOf(of(owner));
    return () -> {
      if (gate != null && number > 0) {
        gate.say(new PeerWord.Part(number, reason));
      }
    };
  }
}
