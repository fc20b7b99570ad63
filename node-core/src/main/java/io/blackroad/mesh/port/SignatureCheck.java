package io.blackroad.mesh.port;

/** Verifies Ed25519 signatures (RFC 8032). Synchronous; stateless. */
public interface SignatureCheck {
  /**
   * True when {@code signature} is {@code publicKey}'s over {@code message}; false for anything
   * malformed.
   */
  boolean verify(byte[] publicKey, byte[] message, byte[] signature);
}
