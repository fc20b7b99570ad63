package io.blackroad.mesh.seed.peer;

import io.blackroad.mesh.peer.service.PeerMessageWriter;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.peer.service.ServiceLimits;
import io.blackroad.mesh.seed.signal.NettySignalLink;
import io.blackroad.mesh.seed.signal.RelayPort;
import io.blackroad.mesh.wire.ConsentTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one link of one node has to do with peers. */
final class Gate implements RelayPort {
  private final Who who;
  private final NettySignalLink link;
  private final PeerService service;

  /** What an event loop reads is never changed, only replaced. */
  private volatile List<Numbered> ends = List.of();

  private int lastNumber;

  /** On the service's thread. */
  ConsentTerms terms;

  boolean iceTold;

  /** An end under its number on this link. */
  private record Numbered(int number, End end) {}

  /**
   * Whose link it is.
   *
   * @param prefix network that it comes from
   */
  record Who(String nodeId, String prefix) {}

  Gate(Who who, ConsentTerms terms, NettySignalLink link, PeerService service) {
    this.who = who;
    this.terms = terms;
    this.link = link;
    this.service = service;
  }

  Who who() {
    return who;
  }

  NettySignalLink link() {
    return link;
  }

  @Override
  public @Nullable End passage(int edge) {
    List<Numbered> now = ends;
    for (int i = 0; i < now.size(); i++) {
      if (now.get(i).number == edge) {
        return now.get(i).end;
      }
    }
    return null;
  }

  @Override
  public void said(byte[] message, Runnable handled) {
    service.enqueue(
        () -> {
          service.said(this, message);
          handled.run();
        });
  }

  @Override
  public void answered(long roundTripNanos) {
    int millis = (int) TimeUnit.NANOSECONDS.toMillis(roundTripNanos);
    service.enqueue(() -> service.answered(this, millis));
  }

  @Override
  public void closed() {
    service.enqueue(() -> service.broke(this));
  }

  /** Gives {@code end} the next number here, and returns it. On the service's thread. */
  int add(End end) {
    if (lastNumber == ServiceLimits.EDGE_MAX) {
      throw new IllegalStateException("more edges than a link has numbers for");
    }
    lastNumber++;
    List<Numbered> more = new ArrayList<>(ends);
    more.add(new Numbered(lastNumber, end));
    ends = List.copyOf(more);
    return lastNumber;
  }

  /** The number of {@code end} here; 0 when it has none. On the service's thread. */
  int numberOf(End end) {
    for (Numbered one : ends) {
      if (one.end == end) {
        return one.number;
      }
    }
    return 0;
  }

  /** Forgets {@code end}. On the service's thread. */
  void remove(End end) {
    ends = ends.stream().filter(one -> one.end != end).toList();
  }

  /** Forgets all ends: the link is no longer the node's. On the service's thread. */
  void clear() {
    ends = List.of();
  }

  /** Says a word; one that a node does not take any more is no loss, its link ends soon. */
  void say(PeerWord word) {
    link.send(PeerMessageWriter.word(word));
  }
}
