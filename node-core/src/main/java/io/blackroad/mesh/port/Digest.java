package io.blackroad.mesh.port;

/**
 * SHA-256 (FIPS 180-4) of bytes that are at hand. Synchronous; stateless between calls. One
 * instance serves one thread.
 */
public interface Digest {
  /** Returns the 32 bytes of SHA-256({@code data}). */
  byte[] sha256(byte[] data);
}
