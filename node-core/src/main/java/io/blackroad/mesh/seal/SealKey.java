package io.blackroad.mesh.seal;

import java.util.function.Consumer;

/**
 * A key pair on P-256 (FIPS 186-5, NIST SP 800-186) whose private half never leaves its platform.
 */
public interface SealKey {
  /** Bytes of a public key: 04, x and y, high byte first (SEC 1 2.3.3, not compressed). */
  int PUBLIC_BYTES = 65;

  /** The public half, {@link #PUBLIC_BYTES} bytes. */
  byte[] publicKey();

  /**
   * Diffie-Hellman with a stranger's public key: hands the 32 bytes of the common point's x to
   * {@code done}, once, now or later, on the actor's thread. Refused when {@code peer} is not the
   * uncompressed form of a point of the curve other than infinity; of those none has a common point
   * at infinity, because the curve's order is prime.
   */
  void agree(byte[] peer, Consumer<Unsealed> done);
}
