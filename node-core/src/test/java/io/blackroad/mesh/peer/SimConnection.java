package io.blackroad.mesh.peer;

import java.nio.charset.StandardCharsets;

/**
 * One end's connection of one attempt, as a browser has it: descriptions one after another, new ICE
 * credentials by a restart, an own offer taken back for the peer's.
 */
final class SimConnection {
  private static final long FOREVER = Long.MAX_VALUE / 2;

  final int attempt;
  private final SimDirect direct;
  private final int which;
  private final SimPipe[] pipes = new SimPipe[2];
  private Signalling signalling = Signalling.STABLE;
  private int own;
  private int offered;
  private int theirs;
  private int theirsOffered;
  private int candidateOf;
  private int lostWith = -1;
  private boolean restart = true;
  private boolean turn;
  private boolean turnInUse;
  private boolean open;
  private boolean connected;
  private boolean closed;
  private long busyUntilMillis;

  private enum Signalling {
    STABLE,
    OWN_OFFER,
    THEIR_OFFER
  }

  SimConnection(SimDirect direct, int which, int attempt) {
    this.direct = direct;
    this.which = which;
    this.attempt = attempt;
    for (int i = 0; i < 2; i++) {
      pipes[i] =
          new SimPipe(
              direct.net.time,
              direct.line.bytesPerMilli(),
              direct.line.delayMillis(),
              frame -> direct.arrived(1 - which, attempt, frame));
    }
    direct.net.time.after(1, this::askIfNeeded);
  }

  private void askIfNeeded() {
    if (!closed && restart && signalling == Signalling.STABLE && !isBusy()) {
      tell(new DirectEvent.NegotiationNeeded());
    }
  }

  private boolean isBusy() {
    return direct.net.time.monotonicMillis() < busyUntilMillis;
  }

  private void tell(DirectEvent event) {
    direct.tell(which, attempt, event);
  }

  void command(DirectCommand command) {
    switch (command) {
      case DirectCommand.UseTurn use -> turn = true;
      case DirectCommand.RestartIce ice -> {
        restart = true;
        direct.net.time.after(1, this::askIfNeeded);
      }
      case DirectCommand.AddCandidate candidate -> later(() -> added(number(candidate.text())));
      case DirectCommand.Describe describe -> later(this::describe);
      case DirectCommand.Take take -> later(() -> take(take.kind(), number(take.text())));
      case DirectCommand.Open again -> throw new IllegalStateException("opened twice");
      case DirectCommand.Close close -> throw new IllegalStateException("closed elsewhere");
    }
  }

  /** Operations take a while, one after another, and fail at times. */
  private void later(Runnable operation) {
    busyUntilMillis =
        Math.max(busyUntilMillis, direct.net.time.monotonicMillis()) + direct.net.between(1, 12);
    boolean fails = direct.net.random.below(1000) < direct.failuresPerMille;
    direct.net.time.at(
        busyUntilMillis,
        () -> {
          if (fails) {
            tell(new DirectEvent.Failed());
          } else if (!closed) {
            operation.run();
          }
        });
  }

  private static int number(byte[] text) {
    return Integer.parseInt(new String(text, StandardCharsets.US_ASCII));
  }

  private static byte[] text(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  private void added(int credentials) {
    candidateOf = credentials;
    direct.check();
  }

  private void describe() {
    if (signalling == Signalling.STABLE) {
      offered = restart ? direct.newCredentials() : own;
      turnInUse = turn;
      signalling = Signalling.OWN_OFFER;
      tell(new DirectEvent.Described(PeerFrame.Signal.Kind.OFFER, text(offered)));
      gather(offered);
    } else if (signalling == Signalling.THEIR_OFFER) {
      own = theirsOffered == theirs ? own : direct.newCredentials();
      turnInUse = turn;
      theirs = theirsOffered;
      settled();
      tell(new DirectEvent.Described(PeerFrame.Signal.Kind.ANSWER, text(own)));
      gather(own);
      direct.check();
    } else {
      tell(new DirectEvent.Failed());
    }
  }

  private void settled() {
    signalling = Signalling.STABLE;
    restart = false;
  }

  /** Some candidates are never found. */
  private void gather(int credentials) {
    for (int i = 0; i < 3; i++) {
      if (direct.net.random.chance(80)) {
        direct.net.time.after(
            direct.net.between(1, 60), () -> tell(new DirectEvent.Candidate(text(credentials))));
      }
    }
  }

  private void take(PeerFrame.Signal.Kind kind, int credentials) {
    if (kind == PeerFrame.Signal.Kind.OFFER) {
      theirsOffered = credentials;
      signalling = Signalling.THEIR_OFFER;
    } else if (signalling == Signalling.OWN_OFFER) {
      own = offered;
      theirs = credentials;
      settled();
    } else {
      tell(new DirectEvent.Failed());
      return;
    }
    tell(new DirectEvent.Taken());
    direct.check();
  }

  /** Whether it means to talk to {@code other}, of whom it knows a candidate. */
  boolean agreesWith(SimConnection other) {
    boolean settled = signalling == Signalling.STABLE && own != 0 && own != lostWith;
    boolean reachable = candidateOf == theirs || other.candidateOf == own;
    return attempt == other.attempt && settled && theirs == other.own && reachable;
  }

  boolean usesTurn() {
    return turnInUse;
  }

  void connected() {
    connected = true;
    for (SimPipe pipe : pipes) {
      pipe.unstall();
    }
    if (!open) {
      direct.net.time.after(
          direct.net.between(1, 30),
          () -> {
            if (!open && !closed) {
              open = true;
              tell(new DirectEvent.ChannelsOpen());
            }
          });
    }
  }

  boolean isConnected() {
    return connected;
  }

  /** Whether its channels are. */
  boolean isOpen() {
    return open;
  }

  SimPipe pipe(Lane lane) {
    return pipes[lane.index()];
  }

  void stall(long untilMillis) {
    for (SimPipe pipe : pipes) {
      pipe.stall(untilMillis);
    }
  }

  /** These credentials find no path any more. */
  void pathLost() {
    lostWith = own;
    connected = false;
    stall(FOREVER);
  }

  void close() {
    closed = true;
    for (SimPipe pipe : pipes) {
      pipe.lose();
    }
  }
}
