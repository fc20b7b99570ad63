package io.blackroad.mesh.seed.peer;

import io.blackroad.mesh.NodeLine;
import io.blackroad.mesh.seed.signal.NettySignalLink;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Message;
import org.jspecify.annotations.Nullable;

/** The coordinator's line to a node, of which the peer service learns who is there. */
final class PeerLine implements NodeLine {
  private final NodeLine line;
  private final NettySignalLink link;
  private final String prefix;
  private final PeerService service;
  private boolean replaced;
  private @Nullable Gate gate;

  /** A line over {@code link}, which leads to the network {@code prefix}. */
  PeerLine(NettySignalLink link, String prefix, PeerService service) {
    this.line = NodeLine.over(link);
    this.link = link;
    this.prefix = prefix;
    this.service = service;
  }

  @Override
  public boolean say(Message message) {
    replaced |= message instanceof Message.Replaced;
    return line.say(message);
  }

  @Override
  public void joined(String nodeId, ConsentTerms terms) {
    Gate joined = new Gate(new Gate.Who(nodeId, prefix), terms, link, service);
    gate = joined;
    link.attach(joined);
    service.enqueue(() -> service.joined(joined));
  }

  @Override
  public void agreed(ConsentTerms terms) {
    Gate joined = gate;
    if (joined != null) {
      service.enqueue(() -> service.agreed(joined, terms));
    }
  }

  /** A line that the coordinator ends is the node's last, unless a newer one has taken over. */
  @Override
  public void close(String reason) {
    line.close(reason);
    Gate joined = gate;
    if (joined != null && !replaced) {
      service.enqueue(() -> service.left(joined));
    }
  }
}
