package io.blackroad.mesh.seal;

import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.SignatureCheck;
import java.util.function.Consumer;

/**
 * A node's word that a key for sealing is its own (spec/wire.md 10.1): signed by the session's key,
 * from which its id follows, so that a seed cannot put a key of its own in a node's place. It can
 * still make up nodes.
 *
 * @param publicKey the session's, Ed25519, 32 bytes
 * @param sealKey {@link SealKey#PUBLIC_BYTES} bytes
 * @param signature over {@link #signed}
 */
public record SealKeyProof(byte[] publicKey, byte[] sealKey, byte[] signature) {
  private static final String LABEL = "blackroad-mesh-seal-key:v1\n";

  /** The bytes to sign. */
  public static byte[] signed(byte[] sealKey) {
    return Bytes.join(Bytes.text(LABEL), sealKey);
  }

  /** Tells {@code done} whether this is the word of {@code nodeId}. */
  public void check(
      String nodeId, Digest digest, SignatureCheck signatures, Consumer<Boolean> done) {
    boolean fits =
        publicKey.length == Identity.PUBLIC_KEY_BYTES
            && sealKey.length == SealKey.PUBLIC_BYTES
            && Identity.nodeId(publicKey, digest).equals(nodeId);
    if (fits) {
      signatures.verify(publicKey, signed(sealKey), signature, done);
    } else {
      done.accept(false);
    }
  }
}
