package io.blackroad.mesh.seed.api;

import java.util.List;

/**
 * Peers at this seed, and what was passed on between them since it began.
 *
 * @param nodes whose links may have peers, or may come back to those that they have
 * @param edges between them
 * @param edgesMet made so far
 * @param edgesParted ended so far
 * @param wordsIgnored that were too many, or not allowed
 * @param relayedFrames passed on
 * @param relayedBytes of those, with their envelopes
 * @param cutOff links that were closed because they read too slowly
 * @param dropped frames that were not passed on
 */
public record PeersNow(
    int nodes,
    int edges,
    long edgesMet,
    long edgesParted,
    long wordsIgnored,
    long relayedFrames,
    long relayedBytes,
    long cutOff,
    List<Dropped> dropped) {
  /** No peers, ever. */
  public static final PeersNow NONE = new PeersNow(0, 0, 0, 0, 0, 0, 0, 0, List.of());

  public PeersNow {
    dropped = List.copyOf(dropped);
  }

  /**
   * Frames that were not passed on.
   *
   * @param reason one lower-case word
   */
  public record Dropped(String reason, long frames) {}
}
