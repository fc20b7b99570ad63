package io.blackroad.mesh.port;

/** Unpredictable bytes for nonces and salts. Never blocks, never fails. A simulation seeds it. */
public interface Entropy {
  /** Overwrites all of {@code target}. */
  void fill(byte[] target);
}
