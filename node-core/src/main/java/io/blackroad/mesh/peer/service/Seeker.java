package io.blackroad.mesh.peer.service;

/**
 * What the seed knows of a node that would like to have peers.
 *
 * @param nodeId its id
 * @param room whom it may meet: the site that its visitor is on
 * @param prefix network that it is from, IPv4 /24 or IPv6 /48; empty when that says nothing
 * @param rttMillis round trip between it and the seed; {@link #RTT_UNKNOWN} before one was measured
 * @param direct whether its visitor allows direct connections
 * @param seek what it said
 */
public record Seeker(
    String nodeId, String room, String prefix, int rttMillis, boolean direct, PeerWord.Seek seek) {
  /** A node far away, until it is known better. */
  public static final int RTT_UNKNOWN = 200;
}
