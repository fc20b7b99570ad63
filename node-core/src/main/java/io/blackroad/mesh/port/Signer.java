package io.blackroad.mesh.port;

import java.util.function.Consumer;

/**
 * An Ed25519 key pair (RFC 8032) that lives as long as the session; the private half never leaves
 * it.
 */
public interface Signer {
  /** The public key's 32 bytes. */
  byte[] publicKey();

  /**
   * Signs {@code message} and hands the 64 bytes of the signature to {@code done}, once, now or
   * later, on the actor's thread. A platform that loses its key never calls {@code done}.
   */
  void sign(byte[] message, Consumer<byte[]> done);
}
