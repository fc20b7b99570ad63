package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.WebCryptoSignatureCheck;
import io.blackroad.mesh.browser.WebCryptoSigner;
import io.blackroad.mesh.browser.js.DeviceKey;
import io.blackroad.mesh.browser.js.WebCrypto;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.peer.EdgeEnd;
import io.blackroad.mesh.peer.Neighbours;
import io.blackroad.mesh.peer.PeerEdge;
import io.blackroad.mesh.peer.service.PartReason;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Entropy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edges of this browser's node, and what the seed and the visitor have to say about them: asks
 * the seed for peers, meets whom it names, and ends what is not allowed any more.
 */
final class Neighbourhood implements SeedLine.Listener, Neighbours.Host {
  /** Peers that a node asks for: each costs the relay something, and a few hold a mesh together. */
  static final int WANTED = 4;

  private final Setting setting;
  private final IceDesk ice;
  private final Acquaintances acquaintances = new Acquaintances();
  private @Nullable Neighbours neighbours;
  private @Nullable Credentials credentials;
  private boolean ready;
  private boolean directAllowed;
  private boolean spent;
  private boolean refused;
  private int seats;

  /** What it stands on. */
  record Setting(
      Clock clock, Entropy entropy, Actor loop, SeedLine line, Budget budget, PeerUses uses) {}

  Neighbourhood(Setting setting) {
    this.setting = setting;
    this.ice = new IceDesk(setting.line, setting.loop);
  }

  // ---- the visitor ----

  /** What the visitor allows from now on. */
  void allow(boolean direct) {
    boolean servers = direct && !directAllowed;
    directAllowed = direct;
    acquaintances.forEach(this::settle);
    look();
    seek();
    if (servers) {
      ice.fresh(known -> {}); // the seed tells of them by itself only once
    }
  }

  /** Ends everything at once; the peers are told. */
  void end() {
    if (neighbours != null) {
      neighbours.end();
    }
  }

  private boolean isWelcoming() {
    return !spent && !refused;
  }

  private void seek() {
    List<String> peers = new ArrayList<>();
    acquaintances.forEach(known -> peers.add(known.peer));
    boolean direct = directAllowed && credentials != null;
    if (ready) {
      setting.line.say(
          new PeerWord.Seek(
              isWelcoming() ? WANTED : 0, direct, List.of(), List.of(), List.of(), peers));
    }
  }

  /** Bytes have gone, or time has. */
  void look() {
    setting.budget.look();
    boolean now = setting.budget.isSpent();
    if (now != spent) {
      spent = now;
      if (spent) {
        partFromAll(PartReason.BUDGET);
      }
      seek();
    }
  }

  private void partFromAll(PartReason reason) {
    for (Acquaintance known : acquaintances) {
      PeerEdge edge = known.edge();
      part(known, reason);
      if (edge != null) {
        edge.end();
      }
    }
  }

  // ---- the seed ----

  @Override
  public void up(String nodeId, DeviceKey key) {
    if (neighbours != null) {
      seek();
      return;
    }
    neighbours = new Neighbours(nodeId, this);
    WebCrypto.KeyPair pair = key.getPair();
    if (pair == null) {
      known(null);
    } else {
      WebCryptoSigner.open(
          pair,
          setting.loop,
          signer ->
              known(
                  new Credentials(
                      nodeId, signer, new WebCryptoSignatureCheck(setting.loop), new Sha256())));
    }
  }

  /**
   * The node's key is here; a browser that has no Ed25519 can neither sign descriptions nor check
   * them, so it stays with the relay.
   */
  private void known(@Nullable Credentials own) {
    credentials = own;
    ready = true;
    seek();
  }

  @Override
  public void down() {
    acquaintances.forEach(known -> known.number = Acquaintance.UNREACHABLE);
    if (neighbours != null) {
      neighbours.relayDown();
    }
    ice.answer();
  }

  @Override
  public void relayed(int edge, byte[] frame) {
    Acquaintance known = acquaintances.at(edge);
    if (known == null || neighbours == null) {
      return; // of an edge that is over here, and not yet there
    }
    known.downBytes += frame.length;
    setting.budget.received(frame.length);
    neighbours.relayed(known.peer, frame);
    if (known.seat != null && known.seat.edge() == null) {
      settle(known); // the peer has begun anew
    }
  }

  @Override
  public void said(PeerWord word) {
    switch (word) {
      case PeerWord.Meet meet -> meet(meet);
      case PeerWord.Part part -> parted(part);
      case PeerWord.Ice servers -> ice.told(servers);
      case PeerWord.FromNode mistaken -> refused();
    }
  }

  @Override
  public void drained() {
    for (Acquaintance known : acquaintances) {
      if (known.seat != null) {
        known.seat.drained();
      }
    }
  }

  @Override
  public void refused() {
    refused = true;
    partFromAll(PartReason.VIOLATED);
    seek();
  }

  private void meet(PeerWord.Meet meet) {
    Acquaintance known = acquaintances.of(meet.nodeId());
    if (known == null) {
      known = new Acquaintance(meet.nodeId());
      acquaintances.add(known);
    }
    known.number = meet.edge();
    known.direct = meet.direct();
    boolean full = acquaintances.size() > Neighbours.DEGREE_MAX;
    if (full || !isWelcoming() || neighbours == null || neighbours.isOwn(known.peer)) {
      part(known, PartReason.ENDED);
      return;
    }
    neighbours.relayUp(known.peer);
    neighbours.meet(known.peer);
    settle(known);
  }

  private void parted(PeerWord.Part part) {
    Acquaintance known = acquaintances.at(part.edge());
    if (known == null || neighbours == null) {
      return;
    }
    known.number = Acquaintance.UNREACHABLE;
    neighbours.relayDown(known.peer);
    PeerEdge edge = known.edge();
    // Who has left may be back in a moment, over another link; a direct route does not mind.
    if (edge != null && part.reason() != PartReason.LEFT) {
      edge.end();
    }
  }

  // ---- the edges ----

  @Override
  public boolean welcomes(String peer) {
    return isWelcoming() && acquaintances.of(peer) != null;
  }

  @Override
  public PeerEdge.Ports ports(String peer) {
    Acquaintance known = acquaintances.of(peer);
    if (known == null) {
      throw new IllegalStateException("an edge to a stranger");
    }
    EdgeSeat seat = new EdgeSeat(++seats, known, setting.line, setting.budget);
    known.seat = seat;
    return new PeerEdge.Ports(
        setting.clock,
        setting.entropy,
        seat,
        setting.uses.listener(known, reason -> ended(known, reason)));
  }

  @Override
  public void answer(String peer, byte[] frame) {
    Acquaintance known = acquaintances.of(peer);
    if (known != null && known.number != Acquaintance.UNREACHABLE) {
      setting.line.relay(known.number, frame);
    }
  }

  /** Sees to it that the edge to {@code known} is seated, and knows what it may. */
  private void settle(Acquaintance known) {
    PeerEdge edge = neighbours == null ? null : neighbours.edge(known.peer);
    EdgeSeat seat = known.seat;
    Credentials own = credentials;
    if (edge == null || seat == null) {
      return;
    }
    seat.seat(edge);
    boolean direct = directAllowed && known.direct && own != null;
    if (direct && own != null && seat.direct() == null) {
      seat.allow(
          new DirectRoute(
              new DirectRoute.Setting(seat.number, known.peer, own, ice, setting.loop, seat)));
    }
    edge.allowDirect(direct);
  }

  private void ended(Acquaintance known, EdgeEnd reason) {
    switch (reason) {
      case RESTARTED -> known.seat = null; // the peer's greeting is the next edge's
      case LOST -> part(known, PartReason.LOST);
      case VIOLATED -> part(known, PartReason.VIOLATED);
      case CLOSED, GONE, EXHAUSTED -> part(known, PartReason.ENDED);
    }
  }

  /** Knows {@code known} no longer, and tells the seed. Idempotent. */
  private void part(Acquaintance known, PartReason reason) {
    if (acquaintances.remove(known) && known.number != Acquaintance.UNREACHABLE) {
      setting.line.say(new PeerWord.Part(known.number, reason));
      known.number = Acquaintance.UNREACHABLE;
    }
    if (neighbours != null) {
      neighbours.relayDown(known.peer);
    }
  }

  /** The edges themselves; null before the node has joined for the first time. */
  @Nullable Neighbours neighbours() {
    return neighbours;
  }

  Acquaintances acquaintances() {
    return acquaintances;
  }
}
