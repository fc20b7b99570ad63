package io.blackroad.mesh.log;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.Digest;

/**
 * SHA-256 climbed rung by rung, each over the hexadecimal text of the one below
 * (spec/ps-sha-infinity.md 1).
 */
public final class Ladder {
  private Ladder() {}

  /** L_k(m), 64 lower-case hexadecimal digits. Requires {@code k >= 1}. */
  public static String climb(byte[] m, int k, Digest digest) {
    if (k < 1) {
      throw new IllegalArgumentException(k + " rungs, wanted at least 1");
    }
    byte[] rung = digest.sha256(m);
    for (int i = 1; i < k; i++) {
      rung = digest.sha256(Hex.ascii(rung));
    }
    return Hex.of(rung);
  }
}
