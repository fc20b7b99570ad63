package io.blackroad.mesh.sim;

import io.blackroad.mesh.port.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 by the JDK, as on a seed; the portable one has tests of its own. */
final class SimDigest implements Digest {
  private final MessageDigest digest;

  SimDigest() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public byte[] sha256(byte[] data) {
    return digest.digest(data);
  }
}
