package io.blackroad.mesh.port;

import java.util.function.Consumer;

/**
 * Verifies Ed25519 signatures (RFC 8032). Stateless. Every adapter first asks {@code
 * sign.SignatureForm}, so that what one platform takes no other refuses.
 */
public interface SignatureCheck {
  /**
   * Tells {@code done}, once, now or later, on the actor's thread, whether {@code signature} is
   * {@code publicKey}'s over {@code message}, as they are now; false for anything malformed.
   */
  void verify(byte[] publicKey, byte[] message, byte[] signature, Consumer<Boolean> done);
}
