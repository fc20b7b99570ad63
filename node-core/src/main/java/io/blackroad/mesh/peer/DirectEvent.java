package io.blackroad.mesh.peer;

/** What happens at a direct connection, told to {@link PeerEdge#direct}. */
public sealed interface DirectEvent {
  /** A description has to be exchanged. */
  record NegotiationNeeded() implements DirectEvent {}

  /** The local description is set, and this is its text; an offer or an answer. */
  record Described(PeerFrame.Signal.Kind kind, byte[] text) implements DirectEvent {}

  /** The peer's description is set. */
  record Taken() implements DirectEvent {}

  /** A description could not be made or set, or the connection not even be opened. */
  record Failed() implements DirectEvent {}

  /** A candidate for the peer. */
  record Candidate(byte[] text) implements DirectEvent {}

  /** All channels are open, for the first time. */
  record ChannelsOpen() implements DirectEvent {}

  /** The connection does not hear its peer, and may again. */
  record Disconnected() implements DirectEvent {}

  /** The connection, or a channel of it, has failed for good unless it is restarted. */
  record Broken() implements DirectEvent {}
}
