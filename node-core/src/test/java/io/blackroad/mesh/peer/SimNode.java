package io.blackroad.mesh.peer;

import io.blackroad.mesh.sim.SimRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One node of a simulated pair: its edge, its timer, and its line to the seed. */
final class SimNode implements EdgePort {
  final int which;
  private final SimNet net;
  private final Deque<Runnable> frozen = new ArrayDeque<>();
  private @Nullable SimPipe relay;
  private @Nullable PeerEdge edge;
  private @Nullable SimNode peer;
  private boolean relayUp;
  private long frozenUntilMillis;
  private long timerAtMillis = Long.MAX_VALUE;

  /** Most bytes that the edge has held. */
  long heldMost;

  SimNode(SimNet net, int which) {
    this.net = net;
    this.which = which;
  }

  void connect(SimNode other, SimNet.Line line) {
    peer = other;
    relay =
        new SimPipe(
            net.time,
            line.bytesPerMilli(),
            line.delayMillis(),
            frame -> other.does(edge -> other.relayed(edge, frame)));
  }

  private void relayed(PeerEdge edge, byte[] frame) {
    if (relayUp) {
      edge.received(Route.RELAY, frame);
    }
  }

  /** A new edge; the old one, if any, is forgotten without a word. */
  PeerEdge begin(EdgeListener listener) {
    PeerEdge begun =
        new PeerEdge(
            new PeerEdge.Ports(net.time, new SimRandom(net.random.nextLong()), this, listener),
            which == 0);
    edge = begun;
    return begun;
  }

  PeerEdge edge() {
    return Objects.requireNonNull(edge);
  }

  /** Something that happens to an edge. */
  interface Happening {
    void to(PeerEdge edge);
  }

  /** Does {@code happening}, now or when the node is not frozen any more, and sets the timer. */
  void does(Happening happening) {
    PeerEdge to = edge;
    if (to == null) {
      return;
    }
    if (net.time.monotonicMillis() < frozenUntilMillis) {
      frozen.addLast(() -> does(happening));
      return;
    }
    happening.to(to);
    heldMost = Math.max(heldMost, to.bytesHeld());
    long wake = to.wakeAtMillis();
    if (wake != timerAtMillis) {
      timerAtMillis = wake;
      if (wake != Long.MAX_VALUE) {
        net.time.at(wake, () -> timer(wake));
      }
    }
  }

  private void timer(long wake) {
    if (wake == timerAtMillis) {
      does(
          to -> {
            timerAtMillis = -1;
            to.tick();
          });
    }
  }

  /** Nothing runs here for so long; then all that should have run. */
  void freeze(long millis) {
    frozenUntilMillis = net.time.monotonicMillis() + millis;
    net.time.at(frozenUntilMillis, this::thaw);
  }

  private void thaw() {
    // What arrived waits in the tab's queue behind the timer, or before it: here, behind.
    for (int i = frozen.size(); i > 0 && net.time.monotonicMillis() >= frozenUntilMillis; i--) {
      frozen.removeFirst().run();
    }
  }

  void relayUp() {
    relayUp = true;
    does(PeerEdge::relayUp);
  }

  /** The line to the seed is cut: what is under way to this node and from it is lost. */
  void relayDown() {
    relayUp = false;
    pipe().lose();
    Objects.requireNonNull(peer).pipe().lose();
    does(PeerEdge::relayDown);
  }

  private SimPipe pipe() {
    return Objects.requireNonNull(relay);
  }

  void stallRelay(long untilMillis) {
    pipe().stall(untilMillis);
  }

  void pauseRelay(long millis) {
    pipe().pause(millis);
  }

  /** What is under way from here is lost, and nobody is told. */
  void loseRelayed() {
    pipe().lose();
  }

  @Override
  public boolean send(Route route, Lane lane, byte[] frame) {
    if (route == Route.DIRECT) {
      return net.direct.send(which, lane, frame);
    }
    if (relayUp) {
      pipe().send(frame);
    }
    return relayUp;
  }

  @Override
  public int queuedBytes(Route route, Lane lane) {
    return route == Route.DIRECT ? net.direct.queuedBytes(which, lane) : pipe().queuedBytes();
  }

  @Override
  public void direct(int attempt, DirectCommand command) {
    net.direct.command(which, attempt, command);
  }
}
