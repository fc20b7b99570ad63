package io.blackroad.mesh.port;

import java.util.function.Consumer;

/** Verifies Ed25519 signatures (RFC 8032). Stateless. */
public interface SignatureCheck {
  /**
   * Tells {@code done}, once, now or later, on the actor's thread, whether {@code signature} is
   * {@code publicKey}'s over {@code message}; false for anything malformed.
   */
  void verify(byte[] publicKey, byte[] message, byte[] signature, Consumer<Boolean> done);
}
