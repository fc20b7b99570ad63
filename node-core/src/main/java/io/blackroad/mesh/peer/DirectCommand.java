package io.blackroad.mesh.peer;

/**
 * What is to be done about a direct connection (in a browser: one {@code RTCPeerConnection}). An
 * attempt begins with {@link Open} and ends with {@link Close}, always; at most one is open at a
 * time. What is impossible because the connection has failed by itself is left undone.
 */
public sealed interface DirectCommand {
  /** Makes a connection that knows STUN servers only, with one channel for each lane. */
  record Open() implements DirectCommand {}

  /** Fetches fresh TURN credentials and lets the connection use them from the next restart on. */
  record UseTurn() implements DirectCommand {}

  /** New ICE credentials; leads to {@link DirectEvent.NegotiationNeeded}. */
  record RestartIce() implements DirectCommand {}

  /**
   * Makes and sets the local description that is due, an offer or an answer. Leads to {@link
   * DirectEvent.Described} or {@link DirectEvent.Failed}.
   */
  record Describe() implements DirectCommand {}

  /**
   * Sets the peer's description; an offer takes back an own one that is open. Leads to {@link
   * DirectEvent.Taken} or {@link DirectEvent.Failed}.
   */
  record Take(PeerFrame.Signal.Kind kind, byte[] text) implements DirectCommand {}

  /** Adds a candidate of the peer's; one that is of no use is nobody's fault. */
  record AddCandidate(byte[] text) implements DirectCommand {}

  /** Closes connection and channels, and lets go of them. */
  record Close() implements DirectCommand {}
}
