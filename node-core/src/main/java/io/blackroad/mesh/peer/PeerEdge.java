package io.blackroad.mesh.peer;

import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Entropy;
import org.jspecify.annotations.Nullable;

/**
 * One node's end of an edge to a peer: messages, streams and the routes that carry them. Usable as
 * soon as both ends have greeted each other over the relay; moved to a direct connection when there
 * is one, and back when it fails, without losing, doubling or reordering anything. Single-threaded;
 * every method returns at once.
 *
 * <p>An edge lasts until {@link EdgeListener#ended}; then nothing of it runs any more, and a new
 * one may be made.
 */
public final class PeerEdge {
  /** How long {@link #close} waits for what was said before. */
  static final long CLOSE_MILLIS = 5_000;

  /** A timer that is later than this was frozen, not slow. */
  private static final long FROZEN_MILLIS = 2_000;

  private static final long NEVER = Long.MAX_VALUE;

  private final Ports ports;
  private final Courier courier;
  private final StreamDesk desk;
  private final Ladder ladder;
  private final Postbag post = new Postbag();
  private @Nullable Route told;
  private boolean busy;
  private boolean over;
  private boolean met;
  private boolean directAllowed;
  private long heardAtMillis;
  private long closeAtMillis = NEVER;
  private long promisedMillis = NEVER;

  /** What an edge needs from its platform, and who hears of it. */
  public record Ports(Clock clock, Entropy entropy, EdgePort port, EdgeListener listener) {}

  /**
   * An edge without a route yet.
   *
   * @param polite whether this end gives way when both want to change the connection; of two ends
   *     exactly one is, the one with the lower node id
   */
  public PeerEdge(Ports ports, boolean polite) {
    this.ports = ports;
    Inside inside = new Inside();
    this.courier = new Courier(ports.clock(), ports.port(), inside, tag(ports.entropy()));
    this.desk = new StreamDesk(polite, ports.listener()::opened, this::settle);
    this.ladder = new Ladder(ports.clock(), ports.entropy(), inside, polite);
  }

  private static int tag(Entropy entropy) {
    byte[] random = new byte[4];
    entropy.fill(random);
    int tag =
        random[0] << 24 | (random[1] & 255) << 16 | (random[2] & 255) << 8 | (random[3] & 255);
    return tag == 0 ? 1 : tag;
  }

  /** The line to the seed is up, again or for the first time. */
  public void relayUp() {
    courier.up(Route.RELAY);
    settle();
  }

  /** The line to the seed is down. */
  public void relayDown() {
    courier.down(Route.RELAY);
    settle();
  }

  /** A frame of the peer's came over {@code route}; any bytes are allowed. */
  public void received(Route route, byte[] bytes) {
    courier.receive(route, bytes);
    settle();
  }

  /** Few bytes are queued in {@code EdgePort} any more, where many were. */
  public void drained() {
    settle();
  }

  /** Something happened at the connection of {@code attempt}. */
  public void direct(int attempt, DirectEvent event) {
    ladder.event(attempt, event);
    settle();
  }

  /**
   * Whether direct connections may be tried, which show each end's address to the other. At first
   * they may not.
   */
  public void allowDirect(boolean allowed) {
    directAllowed = allowed;
    if (!over && (met || !allowed)) {
      ladder.allow(allowed);
      settle();
    }
  }

  /** This device has another network, or address. */
  public void networkChanged() {
    ladder.networkChanged();
    settle();
  }

  /**
   * Says {@code message}, at most {@link FrameWriter#MESSAGE_BYTES_MAX} bytes, to the peer: once,
   * after those that were said before. False when too many wait, or the edge is closing.
   */
  public boolean say(byte[] message) {
    if (message.length == 0 || message.length > FrameWriter.MESSAGE_BYTES_MAX) {
      throw new IllegalArgumentException("a message of " + message.length + " bytes");
    }
    boolean taken = !over && closeAtMillis == NEVER && post.say(message);
    settle();
    return taken;
  }

  /**
   * Opens a stream about which {@code header} (at most {@link PeerLimits#HEADER_BYTES_MAX}) tells
   * the peer. Null when as many as may be are open, or the edge is closing.
   */
  public @Nullable PeerStream open(byte[] header, StreamListener listener) {
    if (header.length > PeerLimits.HEADER_BYTES_MAX) {
      throw new IllegalArgumentException("a header of " + header.length + " bytes");
    }
    PeerStream stream = over || closeAtMillis != NEVER ? null : desk.open(header, listener);
    settle();
    return stream;
  }

  /**
   * Ends the edge once the peer has confirmed what was said and written before, or after {@link
   * #CLOSE_MILLIS}. Streams that are not complete then are broken off. Idempotent.
   */
  public void close() {
    if (closeAtMillis == NEVER) {
      closeAtMillis = ports.clock().monotonicMillis() + CLOSE_MILLIS;
      settle();
    }
  }

  /**
   * Ends the edge now, whatever waits, and tells the peer over the routes that are up. Idempotent.
   */
  public void end() {
    if (!over) {
      courier.end(EdgeEnd.CLOSED, "ended at once");
    }
  }

  /** Time has passed; to be called at {@link #wakeAtMillis}, and whenever else it suits. */
  public void tick() {
    if (!over) {
      if (ports.clock().monotonicMillis() - FROZEN_MILLIS > promisedMillis) {
        courier.slept();
      }
      courier.tick();
      ladder.tick();
      settle();
    }
  }

  /** Monotonic time of the next {@link #tick}; {@code Long.MAX_VALUE} once the edge is over. */
  public long wakeAtMillis() {
    long at = Math.min(courier.wakeAtMillis(), Math.min(ladder.wakeAtMillis(), closeAtMillis));
    promisedMillis = over ? NEVER : at;
    return promisedMillis;
  }

  public boolean isOver() {
    return over;
  }

  /** The route in use; null when there is none. */
  public @Nullable Route route() {
    return courier.active();
  }

  /** Bytes that this end keeps for what is under way; bounded (spec/wire.md 8.6). */
  public long bytesHeld() {
    return courier.bytesHeld() + desk.bytesHeld() + post.bytesHeld();
  }

  /** Sends what there is, tells of a change of route, and ends what was closed. */
  private void settle() {
    if (busy || over) {
      return;
    }
    busy = true;
    courier.flush();
    Route now = courier.active();
    if (now != null && now != told) {
      told = now;
      ports.listener().moved(now);
    }
    courier.flush();
    if (closeAtMillis != NEVER && !over) {
      boolean said = courier.isDrained() && post.isEmpty() && !desk.isReady();
      if (said || ports.clock().monotonicMillis() >= closeAtMillis) {
        courier.end(EdgeEnd.CLOSED, "closed");
      }
    }
    busy = false;
  }

  /** What the parts of the edge ask of it. */
  private final class Inside implements CourierSide, LadderSide {
    @Override
    public PeerFrame.@Nullable Numbered next(Lane lane, int dataBytes) {
      return lane == Lane.BULK ? desk.next(dataBytes) : post.next();
    }

    @Override
    public @Nullable String arrived(PeerFrame.Numbered frame) {
      if (over) {
        return "it is over";
      }
      return switch (frame) {
        case PeerFrame.Message message -> {
          ports.listener().message(message.content());
          yield null;
        }
        case PeerFrame.Signal signal -> {
          ladder.signalled(signal);
          yield null;
        }
        case PeerFrame.OfStream streamed -> desk.receive(streamed);
      };
    }

    @Override
    public void heardOn(Route route) {
      heardAtMillis = ports.clock().monotonicMillis();
      ladder.reached();
      if (route == Route.DIRECT) {
        ladder.heard();
      } else if (!met) {
        met = true;
        ladder.allow(directAllowed);
      }
    }

    @Override
    public void silentOn(Route route) {
      ladder.doubt();
    }

    @Override
    public void over(EdgeEnd reason, String detail) {
      over = true;
      ladder.allow(false);
      post.clear();
      desk.end();
      ports.listener().ended(reason, detail);
    }

    @Override
    public void command(int attempt, DirectCommand command) {
      if (command instanceof DirectCommand.Open) {
        post.dropSignals();
      }
      ports.port().direct(attempt, command);
    }

    @Override
    public void signal(PeerFrame.Signal signal) {
      if (!over) {
        post.signal(signal);
      }
    }

    @Override
    public boolean isSilent() {
      return ports.clock().monotonicMillis() >= heardAtMillis + RouteState.SILENCE_MILLIS;
    }

    @Override
    public void route(Trust trust) {
      switch (trust) {
        case UP -> courier.up(Route.DIRECT);
        case TRUSTED -> courier.trust(Route.DIRECT);
        case DOUBTED -> courier.distrust(Route.DIRECT);
        case DOWN -> courier.down(Route.DIRECT);
      }
    }
  }
}
