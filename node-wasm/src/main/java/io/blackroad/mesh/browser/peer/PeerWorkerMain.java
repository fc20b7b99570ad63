package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.browser.CryptoEntropy;
import io.blackroad.mesh.browser.PerformanceClock;
import io.blackroad.mesh.browser.js.DataChannel;
import io.blackroad.mesh.browser.js.PeersMessage;
import io.blackroad.mesh.browser.js.TabChannel;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.peer.Neighbours;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;

/** The peer worker: turns the page's messages into calls of a {@link Neighbourhood}. */
public final class PeerWorkerMain implements PeerLoop.Work {
  /** Of the seed's origin: where nodes tell what they hold, see {@code TabGossip}. */
  private static final String CHECKPOINTS = "mesh-checkpoints ";

  private final PerformanceClock clock = new PerformanceClock();
  private final PeerLoop loop = new PeerLoop(clock, this);
  private final Budget budget = new Budget(clock);
  private @Nullable Running running;

  /** What there is from the page's first word on. */
  private record Running(
      SeedLine line,
      Neighbourhood neighbourhood,
      PeerUses uses,
      CheckpointGossip gossip,
      PeersStatus status) {}

  private PeerWorkerMain() {}

  /** Wanted by TeaVM; the loader calls the export instead. */
  public static void main(String[] args) {}

  /** Turns the calling worker into the peer worker. */
  @JSExport
  public static void peerWorker() {
    PeerWorkerMain worker = new PeerWorkerMain();
    WorkerScope.reportRejections();
    WorkerScope.onMessage(
        (PeersMessage message) -> worker.loop.enqueue(() -> worker.heard(message)));
    WorkerScope.post(PeersMessage.Of.kind(PeersMessage.LOADED));
  }

  private void heard(PeersMessage message) {
    if (message.getKind().equals(PeersMessage.START)) {
      start(message);
    } else if (running != null) {
      heard(running, message);
    }
  }

  private void heard(Running to, PeersMessage message) {
    Neighbourhood neighbourhood = to.neighbourhood;
    switch (message.getKind()) {
      case PeersMessage.LIMITS -> allow(neighbourhood, message.getLimits());
      case PeersMessage.NETWORK -> {
        Neighbours neighbours = neighbourhood.neighbours();
        if (neighbours != null) {
          neighbours.networkChanged();
        }
      }
      case PeersMessage.END -> neighbourhood.end();
      case PeersMessage.CHANNELS -> channels(neighbourhood, message);
      case PeersMessage.DIRECT -> {
        DirectRoute route = neighbourhood.acquaintances().directAt(message.getSeat());
        if (route != null) {
          route.happened(message.getAttempt(), message);
        }
      }
      default -> to.uses.open(new PeerDoor(message.getPort(), neighbourhood.acquaintances(), loop));
    }
  }

  private void start(PeersMessage message) {
    PeersMessage.Limits limits = message.getLimits();
    budget.resume(limits.getDay(), (long) limits.getUpBytes(), (long) limits.getDownBytes());
    SeedLine line = new SeedLine(message.getPort(), clock);
    CheckpointGossip gossip = new CheckpointGossip(clock, line::tellNode);
    TabChannel.onText(
        TabChannel.open(CHECKPOINTS + WorkerScope.resolve("/")),
        text -> loop.enqueue(() -> gossip.holds(text)));
    PeerUses uses = new PeerUses(gossip);
    Neighbourhood neighbourhood =
        new Neighbourhood(
            new Neighbourhood.Setting(clock, new CryptoEntropy(), loop, line, budget, uses));
    PeersStatus status = new PeersStatus(clock, budget, neighbourhood.acquaintances());
    running = new Running(line, neighbourhood, uses, gossip, status);
    allow(neighbourhood, limits);
    line.listen(loop, neighbourhood);
  }

  private void allow(Neighbourhood neighbourhood, PeersMessage.Limits limits) {
    budget.allow(limits.getMibPerDay());
    neighbourhood.allow(limits.isDirect());
  }

  private static void channels(Neighbourhood neighbourhood, PeersMessage message) {
    DataChannel control = message.getControl();
    DataChannel bulk = message.getBulk();
    DirectRoute route = neighbourhood.acquaintances().directAt(message.getSeat());
    if (route == null) {
      control.close();
      bulk.close();
    } else {
      route.channels(message.getAttempt(), control, bulk);
    }
  }

  private @Nullable Neighbours neighbours() {
    return running == null ? null : running.neighbourhood.neighbours();
  }

  @Override
  public void tick() {
    Neighbours neighbours = neighbours();
    if (neighbours != null) {
      neighbours.tick();
    }
    if (running != null) {
      running.line.tick();
      running.gossip.tick();
    }
  }

  @Override
  public long wakeAtMillis() {
    Neighbours neighbours = neighbours();
    long at = neighbours == null ? Long.MAX_VALUE : neighbours.wakeAtMillis();
    return running == null
        ? at
        : Math.min(at, Math.min(running.line.wakeAtMillis(), running.gossip.wakeAtMillis()));
  }

  @Override
  public void turned() {
    if (running != null) {
      running.neighbourhood.look();
      running.status.look();
    }
  }
}
