package io.blackroad.mesh.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The edges of one node, at most {@link #DEGREE_MAX}, and what comes from peers to whom there is
 * none. Single-threaded, like its edges.
 */
public final class Neighbours {
  /** Enough for a mesh that holds together; a browser bears it easily (facts: webrtc.md 2). */
  public static final int DEGREE_MAX = 8;

  private final String nodeId;
  private final Host host;
  private final List<Neighbour> neighbours = new ArrayList<>();

  /** Peers to whom the relay passes frames on; there may be no edge to them (any more). */
  private final Set<String> reachable = new TreeSet<>();

  /** What a node supplies for its edges. */
  public interface Host {
    /** Whether an edge that {@code peer} begins is welcome. */
    boolean welcomes(String peer);

    /** What an edge to {@code peer} needs. */
    PeerEdge.Ports ports(String peer);

    /** Sends {@code frame} to {@code peer} over the relay, though there is no edge; may be lost. */
    void answer(String peer, byte[] frame);
  }

  private record Neighbour(String peer, PeerEdge edge) {}

  /**
   * Nobody yet.
   *
   * @param nodeId of this node; ids are compared to tell which end is the polite one
   */
  public Neighbours(String nodeId, Host host) {
    this.nodeId = nodeId;
    this.host = host;
  }

  /** Whether {@code peer} is this node itself, to whom there is no edge. */
  public boolean isOwn(String peer) {
    return peer.equals(nodeId);
  }

  /** The edge to {@code peer}; null when there is none. */
  public @Nullable PeerEdge edge(String peer) {
    neighbours.removeIf(neighbour -> neighbour.edge().isOver());
    for (Neighbour neighbour : neighbours) {
      if (neighbour.peer().equals(peer)) {
        return neighbour.edge();
      }
    }
    return null;
  }

  /** The edge to {@code peer}, begun if need be; null when there are {@link #DEGREE_MAX} others. */
  public @Nullable PeerEdge meet(String peer) {
    if (isOwn(peer)) {
      throw new IllegalArgumentException("an edge to itself");
    }
    PeerEdge known = edge(peer);
    if (known != null || neighbours.size() == DEGREE_MAX) {
      return known;
    }
    PeerEdge begun = new PeerEdge(host.ports(peer), nodeId.compareTo(peer) < 0);
    neighbours.add(new Neighbour(peer, begun));
    if (reachable.contains(peer)) {
      begun.relayUp();
    }
    return begun;
  }

  /** A frame of {@code peer}'s came over the relay; any bytes are allowed. */
  public void relayed(String peer, byte[] frame) {
    PeerEdge edge = edge(peer);
    if (edge != null) {
      edge.received(Route.RELAY, frame);
    }
    // An edge that this frame has ended is one of a life that the peer has forgotten.
    boolean nobody = edge(peer) == null;
    if (nobody && !isOwn(peer) && FrameReader.read(frame) instanceof FrameRead.Ok ok) {
      stranger(peer, ok, frame);
    }
  }

  private void stranger(String peer, FrameRead.Ok ok, byte[] frame) {
    switch (ok.frame()) {
      case PeerFrame.Gone gone -> {}
      case PeerFrame.Close close -> {}
      case PeerFrame.Hello hello when ok.tag() == 0 -> {
        PeerEdge begun = host.welcomes(peer) ? meet(peer) : null;
        if (begun != null) {
          begun.received(Route.RELAY, frame);
        } else {
          answer(peer, hello.ownTag(), new PeerFrame.Close(EdgeEnd.GONE));
        }
      }
      case PeerFrame other -> answer(peer, ok.tag(), new PeerFrame.Gone());
    }
  }

  private void answer(String peer, int tag, PeerFrame frame) {
    host.answer(peer, FrameWriter.write(tag, 0, frame));
  }

  /** The seed passes frames to {@code peer} on, again or for the first time. */
  public void relayUp(String peer) {
    reachable.add(peer);
    PeerEdge edge = edge(peer);
    if (edge != null) {
      edge.relayUp();
    }
  }

  /** The seed passes no frames to {@code peer} on any more. */
  public void relayDown(String peer) {
    reachable.remove(peer);
    PeerEdge edge = edge(peer);
    if (edge != null) {
      edge.relayDown();
    }
  }

  /** The line to the seed is down. */
  public void relayDown() {
    reachable.clear();
    snapshot().forEach(PeerEdge::relayDown);
  }

  /** This device has another network, or address. */
  public void networkChanged() {
    snapshot().forEach(PeerEdge::networkChanged);
  }

  /** Time has passed. */
  public void tick() {
    snapshot().forEach(PeerEdge::tick);
  }

  /** Begins the end of all edges. */
  public void close() {
    snapshot().forEach(PeerEdge::close);
  }

  /** Ends all edges now. */
  public void end() {
    snapshot().forEach(PeerEdge::end);
  }

  /** Monotonic time of the next {@link #tick}; {@code Long.MAX_VALUE} when there is no edge. */
  public long wakeAtMillis() {
    long at = Long.MAX_VALUE;
    for (Neighbour neighbour : neighbours) {
      at = Math.min(at, neighbour.edge().wakeAtMillis());
    }
    return at;
  }

  /** Edges that are not over. */
  public int degree() {
    return snapshot().size();
  }

  /** Edges as they are now: what they cause may end or begin some. */
  private List<PeerEdge> snapshot() {
    neighbours.removeIf(neighbour -> neighbour.edge().isOver());
    return neighbours.stream().map(Neighbour::edge).toList();
  }
}
