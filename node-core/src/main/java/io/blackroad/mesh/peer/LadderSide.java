package io.blackroad.mesh.peer;

/** What a {@link Ladder} decides about. */
interface LadderSide {
  /** Something is to be done about the connection of {@code attempt}. */
  void command(int attempt, DirectCommand command);

  /** Something is to be said to the peer about it. */
  void signal(PeerFrame.Signal signal);

  /** Whether the peer is not heard by any route, so that nothing said about an attempt arrives. */
  boolean isSilent();

  /** How the direct route is to be thought of from now on. */
  void route(Trust trust);

  /** What to think of a route. */
  enum Trust {
    /** It takes frames. */
    UP,
    /** And they arrive. */
    TRUSTED,
    /** They may not arrive. */
    DOUBTED,
    /** It takes none. */
    DOWN
  }
}
