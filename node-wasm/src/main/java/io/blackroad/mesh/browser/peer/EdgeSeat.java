package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.peer.DirectCommand;
import io.blackroad.mesh.peer.DirectEvent;
import io.blackroad.mesh.peer.EdgePort;
import io.blackroad.mesh.peer.Lane;
import io.blackroad.mesh.peer.PeerEdge;
import io.blackroad.mesh.peer.Route;
import org.jspecify.annotations.Nullable;

/**
 * The port of one edge: the node's link to the seed and, where there is one, the connection that
 * the page makes. Counts what goes over both.
 */
final class EdgeSeat implements EdgePort, DirectRoute.Hearer {
  final int number;
  private final Acquaintance whom;
  private final SeedLine line;
  private final Budget budget;
  private @Nullable DirectRoute direct;
  private @Nullable PeerEdge edge;

  /**
   * @param number by which the page knows it; no two of a worker's life are equal
   */
  EdgeSeat(int number, Acquaintance whom, SeedLine line, Budget budget) {
    this.number = number;
    this.whom = whom;
    this.line = line;
    this.budget = budget;
  }

  /** The edge has been made. */
  void seat(PeerEdge made) {
    edge = made;
  }

  @Nullable PeerEdge edge() {
    return edge;
  }

  /** From now on connections can be made; without that there is the relay only. */
  void allow(DirectRoute route) {
    direct = route;
  }

  @Nullable DirectRoute direct() {
    return direct;
  }

  @Override
  public boolean send(Route route, Lane lane, byte[] frame) {
    boolean sent = route == Route.RELAY ? relay(frame) : direct != null && direct.send(lane, frame);
    if (sent) {
      whom.upBytes += frame.length;
      budget.sent(frame.length);
    }
    return sent;
  }

  private boolean relay(byte[] frame) {
    return whom.number != Acquaintance.UNREACHABLE && line.relay(whom.number, frame);
  }

  @Override
  public int queuedBytes(Route route, Lane lane) {
    if (route == Route.RELAY) {
      return line.queuedBytes();
    }
    return direct == null ? 0 : direct.queuedBytes(lane);
  }

  @Override
  public void direct(int attempt, DirectCommand command) {
    if (direct != null) {
      direct.command(attempt, command);
    }
  }

  @Override
  public void direct(int attempt, DirectEvent event) {
    if (edge != null) {
      edge.direct(attempt, event);
    }
  }

  @Override
  public void received(Route route, byte[] frame) {
    whom.downBytes += frame.length;
    budget.received(frame.length);
    if (edge != null) {
      edge.received(route, frame);
    }
  }

  @Override
  public void drained() {
    if (edge != null) {
      edge.drained();
    }
  }
}
