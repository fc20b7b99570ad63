package io.blackroad.mesh.seed.peer;

/**
 * Peers at this seed.
 *
 * @param nodes that seek, or have sought on the link that they have
 * @param edges that there are
 * @param met edges that were made since the seed began
 * @param parted edges that have ended
 * @param ignored words that were too many, or not allowed
 */
public record PeerCounts(int nodes, int edges, long met, long parted, long ignored) {}
