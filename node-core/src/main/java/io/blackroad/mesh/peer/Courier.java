package io.blackroad.mesh.peer;

import io.blackroad.mesh.port.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Carries numbered frames between two ends over whichever route is the best that is usable: in
 * order within their lane, each once, whatever becomes of the routes; or says that it cannot. A
 * change to a better route loses nothing, because the old one goes on delivering what it has, and
 * the receiver puts both in order; a route that fails has its unconfirmed frames sent once more.
 */
final class Courier {
  /** Nobody is there any more: a line that was down for 40 s, and TCP after it, is back before. */
  static final long LOST_MILLIS = 90_000;

  /** A greeting that is not answered is repeated. */
  static final long GREET_MILLIS = 1_000;

  private static final long NEVER = Long.MAX_VALUE;

  private final Clock clock;
  private final EdgePort port;
  private final CourierSide side;
  private final int tag;
  private final Lanes lanes;
  private final RouteState[] routes = {new RouteState(Route.RELAY), new RouteState(Route.DIRECT)};
  private @Nullable RouteState active;
  private int peerTag;
  private boolean greeted;
  private boolean over;
  private boolean flushing;
  private boolean flushAgain;
  private long heardAtMillis;
  private long greetAtMillis;

  /**
   * @param tag random, not 0: what the peer has to put on its frames
   */
  Courier(Clock clock, EdgePort port, CourierSide side, int tag) {
    this.clock = clock;
    this.port = port;
    this.side = side;
    this.tag = tag;
    this.lanes = new Lanes(port, side);
    this.heardAtMillis = clock.monotonicMillis();
  }

  /** {@code route} takes frames, again or for the first time. */
  void up(Route route) {
    RouteState state = routes[route.index()];
    if (over) {
      return;
    }
    fail(state);
    state.up = true;
    state.usable = route == Route.RELAY;
    state.pulse.heard(clock.monotonicMillis());
    choose();
    greet(state);
    if (peerTag != 0) {
      send(state, new PeerFrame.Ping(0));
    }
    flush();
  }

  /** {@code route} takes nothing any more. */
  void down(Route route) {
    fail(routes[route.index()]);
    flush();
  }

  private void fail(RouteState state) {
    state.up = false;
    doubt(state);
  }

  /** What {@code route} takes does arrive. */
  void trust(Route route) {
    RouteState state = routes[route.index()];
    if (!state.usable && state.up && !over) {
      state.usable = true;
      choose();
      flush();
    }
  }

  /** What {@code route} took may not arrive; it may be heard again. */
  void distrust(Route route) {
    doubt(routes[route.index()]);
    flush();
  }

  private void doubt(RouteState state) {
    state.usable = false;
    lanes.routeFailed(state.route);
    choose();
  }

  private void choose() {
    RouteState best = routes[1].usable ? routes[1] : routes[0].usable ? routes[0] : null;
    if (best != active && !over) {
      active = best;
      lanes.routeChanged(clock.monotonicMillis());
    }
  }

  /** The route that is used now; null when there is none. */
  @Nullable Route active() {
    return active == null ? null : active.route;
  }

  /** Whether everything that was sent has been confirmed. */
  boolean isDrained() {
    return lanes.isDrained();
  }

  /** Bytes that are kept for frames. */
  long bytesHeld() {
    return lanes.bytesHeld();
  }

  private void greet(RouteState state) {
    greetAtMillis = clock.monotonicMillis() + GREET_MILLIS;
    port.send(state.route, Lane.CONTROL, FrameWriter.write(peerTag, 0, new PeerFrame.Hello(tag)));
  }

  /** Bytes came on {@code route}; any are allowed. */
  void receive(Route route, byte[] bytes) {
    if (over) {
      return;
    }
    switch (FrameReader.read(bytes)) {
      case FrameRead.Malformed malformed ->
          end(EdgeEnd.VIOLATED, malformed.reason() + ", at byte " + malformed.offset());
      case FrameRead.Ok ok -> receive(routes[route.index()], ok);
    }
    flush();
  }

  private void receive(RouteState state, FrameRead.Ok ok) {
    if (ok.frame() instanceof PeerFrame.Hello hello) {
      greeted(state, ok.tag(), hello.ownTag());
    } else if (ok.frame() instanceof PeerFrame.Gone) {
      if (ok.tag() == peerTag && peerTag != 0) {
        over(EdgeEnd.GONE, "the peer knows nothing of this edge");
      }
    } else if (ok.tag() == tag && (peerTag != 0 || ok.frame() instanceof PeerFrame.Close)) {
      greeted = true;
      heard(state);
      switch (ok.frame()) {
        case PeerFrame.Numbered numbered ->
            refuse(lanes.take(ok.number(), numbered, clock.monotonicMillis()));
        case PeerFrame.Ack ack -> refuse(lanes.confirmed(ack, clock.monotonicMillis()));
        case PeerFrame.Ping ping -> send(state, new PeerFrame.Pong(ping.stamp()));
        case PeerFrame.Close close -> over(close.reason(), "the peer has ended the edge");
        case PeerFrame.Loose loose -> {}
      }
    }
  }

  private void refuse(@Nullable String wrong) {
    if (wrong != null) {
      end(EdgeEnd.VIOLATED, wrong);
    }
  }

  private void greeted(RouteState state, int toTag, int theirTag) {
    if (toTag != 0 && toTag != tag) {
      return;
    }
    if (peerTag != 0 && peerTag != theirTag) {
      over(EdgeEnd.RESTARTED, "the peer has begun anew");
      return;
    }
    peerTag = theirTag;
    lanes.routeFailed(state.route);
    if (toTag == tag) {
      greeted = true;
    } else {
      greet(state);
    }
    heard(state);
  }

  private void heard(RouteState state) {
    heardAtMillis = clock.monotonicMillis();
    state.pulse.heard(heardAtMillis);
    side.heardOn(state.route);
  }

  /**
   * Sends what may be sent. Whoever is asked for more while it does may give it and ask again: that
   * makes it look again when it is done, and nothing more.
   */
  void flush() {
    flushAgain = true;
    if (flushing) {
      return;
    }
    flushing = true;
    while (flushAgain) {
      flushAgain = false;
      RouteState state = active;
      if (state != null && !over && peerTag != 0) {
        if (!lanes.flush(state, peerTag, clock.monotonicMillis())) {
          fail(state);
          flushAgain = true;
        }
      }
    }
    flushing = false;
    if (lanes.isExhausted()) {
      end(EdgeEnd.EXHAUSTED, "2^32 frames were sent");
    }
  }

  private void send(RouteState state, PeerFrame.Loose frame) {
    port.send(state.route, Lane.CONTROL, FrameWriter.write(peerTag, 0, frame));
  }

  /** Time has passed. */
  void tick() {
    long now = clock.monotonicMillis();
    if (now >= heardAtMillis + LOST_MILLIS && !over) {
      end(EdgeEnd.LOST, "nothing heard for " + LOST_MILLIS / 1000 + " s");
    }
    for (RouteState state : routes) {
      if (isWatched(state) && !over) {
        watch(state, now);
      }
    }
    RouteState state = active;
    if (state != null) {
      lanes.retry(state, now);
    }
    flush();
  }

  private boolean isWatched(RouteState state) {
    return state.up && (state == active || state.route == Route.DIRECT);
  }

  private void watch(RouteState state, long now) {
    if (state == active && !greeted && now >= greetAtMillis) {
      greet(state);
    }
    if (state.pulse.mayPing(now) && peerTag != 0) {
      send(state, new PeerFrame.Ping((int) now));
    }
    if (state.usable && state.pulse.isSilent(now)) {
      side.silentOn(state.route);
    }
  }

  /** The time that passed was slept through: what was not heard in it is not missing. */
  void slept() {
    heardAtMillis = clock.monotonicMillis();
    for (RouteState state : routes) {
      state.pulse.heard(heardAtMillis);
    }
  }

  /** When {@link #tick} has something to do though nothing arrives. */
  long wakeAtMillis() {
    if (over) {
      return NEVER;
    }
    long at = heardAtMillis + LOST_MILLIS;
    for (RouteState state : routes) {
      if (isWatched(state)) {
        at = Math.min(at, state.pulse.wakeAtMillis(state.usable));
      }
    }
    if (active != null && !greeted) {
      at = Math.min(at, greetAtMillis);
    }
    return active == null || peerTag == 0 ? at : Math.min(at, lanes.wakeAtMillis());
  }

  /** Ends the edge here, and says so to the peer. */
  void end(EdgeEnd reason, String detail) {
    for (RouteState state : routes) {
      if (state.up && !over && peerTag != 0) {
        send(state, new PeerFrame.Close(reason));
      }
    }
    over(reason, detail);
  }

  private void over(EdgeEnd reason, String detail) {
    if (!over) {
      over = true;
      active = null;
      side.over(reason, detail);
    }
  }
}
