package io.blackroad.mesh.log;

/**
 * The hashed part of a log entry (spec/ps-sha-infinity.md 4). {@code v}, {@code depth} and field
 * order are fixed by the profile and not kept here.
 *
 * @param chain {@code mesh/} and the seed's id
 * @param seq position from 0
 * @param prevHash hash of the entry before, or {@code GENESIS}
 * @param actorId who did it: a node's or the seed's id
 * @param timestampNanos Unix time, strictly increasing along the chain
 * @param truthState 0 reported, 1 verified, -1 disproven
 * @param payloadHash 64 hex digits
 * @param hash 64 hex digits, over all of the above
 */
public record Entry(
    String chain,
    long seq,
    String prevHash,
    String actorId,
    Action action,
    long timestampNanos,
    int truthState,
    String payloadHash,
    String hash) {

  /** The same entry with that hash. */
  Entry withHash(String newHash) {
    return new Entry(
        chain, seq, prevHash, actorId, action, timestampNanos, truthState, payloadHash, newHash);
  }
}
