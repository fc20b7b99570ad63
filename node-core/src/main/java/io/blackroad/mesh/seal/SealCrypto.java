package io.blackroad.mesh.seal;

import java.util.function.Consumer;

/**
 * The two primitives that a platform has to have for sealed work: P-256 and AES-128-GCM (NIST SP
 * 800-38D, tags of 128 bits). Stateless. Each method hands its answer to {@code done}, once, now or
 * later, on the actor's thread; one that fails for a platform's own reasons never does.
 */
public interface SealCrypto {
  /** A new pair. */
  void generate(Consumer<SealKey> done);

  /** {@code plaintext} encrypted, and the tag behind it, which covers {@code aad} as well. */
  void encrypt(GcmKey key, byte[] aad, byte[] plaintext, Consumer<byte[]> done);

  /** What {@link #encrypt} was given; refused for whatever else. */
  void decrypt(GcmKey key, byte[] aad, byte[] ciphertext, Consumer<Unsealed> done);
}
