package io.blackroad.mesh.peer;

/** What a courier knows of one route. */
final class RouteState {
  /** A second of silence is asked about; three questions without an answer are enough. */
  private static final long DIRECT_PING_MILLIS = 1_000;

  private static final long DIRECT_SILENCE_MILLIS = 3_500;

  /** The relay is asked less often, because the seed pays for it, and has its own time-outs. */
  private static final long RELAY_PING_MILLIS = 5_000;

  /** Whoever is not heard for so long, by any route, does not hear us either. */
  static final long SILENCE_MILLIS = RELAY_PING_MILLIS + DIRECT_SILENCE_MILLIS;

  private static final long FOREVER = Long.MAX_VALUE / 2;

  final Route route;
  final Pulse pulse;

  /** It takes frames. */
  boolean up;

  /** Frames that it takes are believed to arrive. */
  boolean usable;

  private final boolean[] full = new boolean[2];

  RouteState(Route route) {
    this.route = route;
    boolean direct = route == Route.DIRECT;
    this.pulse =
        new Pulse(
            direct ? DIRECT_PING_MILLIS : RELAY_PING_MILLIS,
            direct ? DIRECT_SILENCE_MILLIS : FOREVER);
  }

  /**
   * Whether to hand it no more in {@code lane}: from {@link PeerLimits#ROUTE_QUEUED_BYTES_HIGH}
   * queued bytes on until only {@link PeerLimits#ROUTE_QUEUED_BYTES_LOW} are left.
   */
  boolean isFull(Lane lane, int queuedBytes) {
    int i = lane.index();
    full[i] =
        queuedBytes
            >= (full[i] ? PeerLimits.ROUTE_QUEUED_BYTES_LOW : PeerLimits.ROUTE_QUEUED_BYTES_HIGH);
    return full[i];
  }
}
