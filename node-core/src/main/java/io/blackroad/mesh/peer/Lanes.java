package io.blackroad.mesh.peer;

import org.jspecify.annotations.Nullable;

/** Both lanes of one end of an edge: what goes out, what came in, and how much may be under way. */
final class Lanes {
  /** Unconfirmed bytes of control: more is no control, and would make bulk wait. */
  private static final int CONTROL_BYTES_MAX = 256 << 10;

  private static final Lane[] LANES = {Lane.CONTROL, Lane.BULK};

  private final EdgePort port;
  private final CourierSide side;
  private final LaneOut[] out = {new LaneOut(), new LaneOut()};
  private final LaneIn[] in = {new LaneIn(), new LaneIn()};
  private final DelayWindow window = new DelayWindow();

  Lanes(EdgePort port, CourierSide side) {
    this.port = port;
    this.side = side;
  }

  /** Another route is used from now on; what was confirmed over the old one may be lost. */
  void routeChanged(long nowMillis) {
    window.newRoute();
    for (LaneIn lane : in) {
      lane.confirmNow(nowMillis);
    }
  }

  /** What {@code route} was given may be lost. */
  void routeFailed(Route route) {
    for (LaneOut lane : out) {
      lane.routeFailed(route);
    }
  }

  boolean isDrained() {
    return out[0].isEmpty() && out[1].isEmpty();
  }

  boolean isExhausted() {
    return out[0].isExhausted() || out[1].isExhausted();
  }

  /** Bytes that are kept: until they are confirmed, or until what comes before them is here. */
  long bytesHeld() {
    return (long) out[0].bytes() + out[1].bytes() + in[0].bytesHeld() + in[1].bytesHeld();
  }

  /**
   * Hands over what may be sent, control first, and confirms what came; false when the route takes
   * nothing any more.
   */
  boolean flush(RouteState state, int peerTag, long nowMillis) {
    for (Lane lane : LANES) {
      byte[] frame = next(state, lane, peerTag);
      while (frame != null) {
        if (!port.send(state.route, lane, frame)) {
          return false;
        }
        out[lane.index()].sent(state.route, nowMillis);
        frame = next(state, lane, peerTag);
      }
    }
    return confirm(state, peerTag, nowMillis);
  }

  /** The frame to be sent next; null when there is none, or when it has to wait. */
  private byte @Nullable [] next(RouteState state, Lane lane, int peerTag) {
    LaneOut lanes = out[lane.index()];
    if (state.isFull(lane, port.queuedBytes(state.route, lane))) {
      return null;
    }
    byte[] waiting = lanes.waiting();
    if (waiting != null || lanes.isExhausted()) {
      return waiting;
    }
    if (!lanes.hasRoom(lane == Lane.BULK ? window.bytes() : CONTROL_BYTES_MAX)) {
      if (lane == Lane.BULK) {
        window.full();
      }
      return null;
    }
    PeerFrame.Numbered made = side.next(lane, window.dataBytes());
    if (made != null) {
      lanes.add(FrameWriter.write(peerTag, lanes.next(), made));
    }
    return lanes.waiting();
  }

  private boolean confirm(RouteState state, int peerTag, long nowMillis) {
    for (Lane lane : LANES) {
      LaneIn here = in[lane.index()];
      if (here.confirmAtMillis() <= nowMillis) {
        byte[] ack = FrameWriter.write(peerTag, 0, new PeerFrame.Ack(lane, here.next()));
        if (!port.send(state.route, Lane.CONTROL, ack)) {
          return false;
        }
        here.confirmed();
      }
    }
    return true;
  }

  /** Takes a frame and passes on what is in order now; what is wrong with it, or null. */
  @Nullable String take(long number, PeerFrame.Numbered frame, long nowMillis) {
    LaneIn lane = in[frame.lane().index()];
    if (!lane.canTake(number)) {
      return "a frame numbered beyond the window";
    }
    lane.take(number, frame, nowMillis);
    String wrong = null;
    PeerFrame.Numbered next = lane.poll();
    while (next != null && wrong == null) {
      wrong = side.arrived(next);
      next = wrong == null ? lane.poll() : null;
    }
    return wrong;
  }

  /** The peer has confirmed; what is wrong with that, or null. */
  @Nullable String confirmed(PeerFrame.Ack ack, long nowMillis) {
    LaneOut lane = out[ack.lane().index()];
    if (!lane.canConfirm(ack.next())) {
      return "frames confirmed that were not sent";
    }
    long delayMillis = lane.confirm(ack.next(), nowMillis);
    if (delayMillis >= 0 && ack.lane() == Lane.BULK) {
      window.confirmed(ack.next() - 1, delayMillis, lane.next(), nowMillis);
    }
    return null;
  }

  /** Sends once more what was not confirmed for too long and does not wait in the route. */
  void retry(RouteState state, long nowMillis) {
    int queued = port.queuedBytes(state.route, Lane.CONTROL);
    queued += port.queuedBytes(state.route, Lane.BULK);
    for (LaneOut lane : out) {
      if (nowMillis >= lane.retryAtMillis()) {
        lane.retry(nowMillis, queued == 0);
      }
    }
  }

  /** When {@link #retry} or {@link #flush} has something to do though nothing arrives. */
  long wakeAtMillis() {
    long retry = Math.min(out[0].retryAtMillis(), out[1].retryAtMillis());
    return Math.min(retry, Math.min(in[0].confirmAtMillis(), in[1].confirmAtMillis()));
  }
}
