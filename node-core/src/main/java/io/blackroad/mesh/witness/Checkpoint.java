package io.blackroad.mesh.witness;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Domain;

/**
 * The whole log in one hash, at one moment (spec/ps-sha-infinity.md 7).
 *
 * @param chain {@code mesh/} and the seed's id
 * @param treeSize entries that it covers, at least 1
 * @param root RFC 6962 root over the entries' hashes, 64 hex digits
 * @param headHash hash of the last entry that it covers, 64 hex digits
 * @param timestampNanos Unix time; grows with the tree size
 */
public record Checkpoint(
    String chain, long treeSize, String root, String headHash, long timestampNanos) {

  /** What a seed signs: D(mesh-checkpoint, JCS of the five members). */
  public byte[] signedBytes() {
    return Domain.CHECKPOINT.separate(CanonicalJson.bytes(members().build()));
  }

  /** The members under the names of the specification. */
  JsonObject members() {
    return new JsonObject()
        .put("chain", chain)
        .put("tree_size", treeSize)
        .put("merkle_root", root)
        .put("head_hash", headHash)
        .putDecimal("timestamp_ns", timestampNanos);
  }
}
