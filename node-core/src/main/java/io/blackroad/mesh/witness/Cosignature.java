package io.blackroad.mesh.witness;

/**
 * A node's word that it saw a checkpoint and that it continues every one it saw before (C2SP
 * tlog-cosignature, {@code cosignature/v1}).
 *
 * @param nodeId the node's id, which follows from its key
 * @param publicKey key of the node's session, 64 hex digits
 * @param timeSeconds Unix time
 * @param signature over {@link CheckpointNote#cosignedBytes}, 128 hex digits
 */
public record Cosignature(String nodeId, String publicKey, long timeSeconds, String signature) {}
