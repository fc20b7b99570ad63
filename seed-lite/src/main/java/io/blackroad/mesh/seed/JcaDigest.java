package io.blackroad.mesh.seed;

import io.blackroad.mesh.port.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The JDK's SHA-256, which uses the processor's own instructions. */
public final class JcaDigest implements Digest {
  private final MessageDigest sha256;

  public JcaDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public byte[] sha256(byte[] data) {
    return sha256.digest(data);
  }
}
