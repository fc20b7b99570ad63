package io.blackroad.mesh.peer;

import org.jspecify.annotations.Nullable;

/**
 * The direct connection of a simulated pair: two {@link SimConnection}s that find each other when
 * they have agreed on a pair of ICE credentials, know a candidate, and a path exists.
 */
final class SimDirect {
  private static final long CHECK_MILLIS = 200;
  private static final int DETECT_MILLIS_MIN = 5_000;
  private static final int DETECT_MILLIS_MAX = 7_000;

  final SimNet net;
  final SimNet.Line line;
  private final @Nullable SimConnection[] ends = new @Nullable SimConnection[2];
  private int credentials;
  private long blockedUntilMillis;
  private long path;

  /** Whether a path exists without TURN, and with it. */
  boolean stunWorks = true;

  boolean turnWorks = true;

  /** Of 1000 operations, so many fail. */
  int failuresPerMille;

  /** Connections that were made. */
  int opened;

  /** Whether more than one was ever open at one end. */
  boolean leaked;

  SimDirect(SimNet net, SimNet.Line line) {
    this.net = net;
    this.line = line;
  }

  /** Whether a connection of {@code which} is open. */
  boolean isOpen(int which) {
    return ends[which] != null;
  }

  /** The page of {@code which} is gone, and its connection with it. */
  void forget(int which) {
    SimConnection end = ends[which];
    ends[which] = null;
    if (end != null) {
      end.close();
    }
  }

  int newCredentials() {
    return ++credentials;
  }

  void command(int which, int attempt, DirectCommand command) {
    SimConnection end = ends[which];
    if (command instanceof DirectCommand.Open) {
      leaked |= end != null;
      opened++;
      ends[which] = new SimConnection(this, which, attempt);
      return;
    }
    if (end == null || end.attempt != attempt) {
      throw new IllegalStateException(command + " of attempt " + attempt + ", which is not open");
    }
    if (command instanceof DirectCommand.Close) {
      ends[which] = null;
      end.close();
      closed(1 - which, attempt);
    } else {
      end.command(command);
    }
  }

  /** The other end is told, if a path exists. */
  private void closed(int which, int attempt) {
    SimConnection end = ends[which];
    if (end != null && end.attempt == attempt && end.isConnected() && !isBlocked()) {
      net.time.after(line.delayMillis(), () -> tell(which, attempt, new DirectEvent.Broken()));
    }
  }

  void tell(int which, int attempt, DirectEvent event) {
    SimConnection end = ends[which];
    if (end != null && end.attempt == attempt) {
      net.node(which).does(edge -> edge.direct(attempt, event));
    }
  }

  boolean send(int which, Lane lane, byte[] frame) {
    SimConnection end = ends[which];
    SimConnection other = ends[1 - which];
    if (end == null || !end.isOpen()) {
      return false;
    }
    if (other != null && other.attempt == end.attempt) {
      end.pipe(lane).send(frame);
    }
    return true;
  }

  int queuedBytes(int which, Lane lane) {
    SimConnection end = ends[which];
    return end == null ? 0 : end.pipe(lane).queuedBytes();
  }

  /** A frame has come through to {@code which}. */
  void arrived(int which, int attempt, byte[] frame) {
    SimConnection end = ends[which];
    if (end != null && end.attempt == attempt) {
      net.node(which).does(edge -> edge.received(Route.DIRECT, frame));
    }
  }

  boolean isBlocked() {
    return net.time.monotonicMillis() < blockedUntilMillis;
  }

  /** Whether the ends have agreed, and the line is not dead. */
  private boolean isAgreed() {
    SimConnection x = ends[0];
    SimConnection y = ends[1];
    return x != null && y != null && x.agreesWith(y) && y.agreesWith(x);
  }

  /** Something changed that may let the ends find each other. */
  void check() {
    if (isAgreed()) {
      long checked = ++path;
      net.time.after(net.between(10, 120), () -> connect(checked));
    }
  }

  private void connect(long checked) {
    SimConnection x = ends[0];
    SimConnection y = ends[1];
    if (checked != path || !isAgreed() || x == null || y == null) {
      return;
    }
    boolean turn = turnWorks && (x.usesTurn() || y.usesTurn());
    if (!isBlocked() && (stunWorks || turn)) {
      x.connected();
      y.connected();
    } else {
      net.time.after(CHECK_MILLIS, () -> connect(checked));
    }
  }

  /** No path until {@code untilMillis}; what is under way waits. */
  void block(long untilMillis) {
    blockedUntilMillis = Math.max(blockedUntilMillis, untilMillis);
    for (SimConnection end : ends) {
      if (end != null) {
        end.stall(untilMillis);
      }
    }
    detectLater(() -> isBlocked());
  }

  /** The path is gone until both have new credentials; at times nobody notices by itself. */
  void killPath() {
    for (SimConnection end : ends) {
      if (end != null) {
        end.pathLost();
      }
    }
    if (net.random.chance(50)) {
      detectLater(() -> true);
    }
  }

  private void detectLater(java.util.function.BooleanSupplier still) {
    for (int i = 0; i < 2; i++) {
      int which = i;
      SimConnection end = ends[i];
      if (end == null) {
        continue;
      }
      net.time.after(
          net.between(DETECT_MILLIS_MIN, DETECT_MILLIS_MAX),
          () -> {
            if (still.getAsBoolean()) {
              tell(which, end.attempt, new DirectEvent.Disconnected());
            }
          });
    }
  }

  /** A channel of one end fails. */
  void breakChannel(int which) {
    SimConnection end = ends[which];
    if (end != null && end.isOpen()) {
      end.pipe(Lane.CONTROL).lose();
      end.pipe(Lane.BULK).lose();
      tell(which, end.attempt, new DirectEvent.Broken());
    }
  }
}
