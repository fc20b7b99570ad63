package io.blackroad.mesh.peer.service;

/**
 * Two nodes that are to meet.
 *
 * @param direct whether both visitors allow a direct connection
 */
public record Pair(String first, String second, boolean direct) {}
