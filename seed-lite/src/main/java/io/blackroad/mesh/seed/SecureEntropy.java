package io.blackroad.mesh.seed;

import io.blackroad.mesh.port.Entropy;
import java.security.SecureRandom;

/** The operating system's randomness; may be shared by threads. */
public final class SecureEntropy implements Entropy {
  private final SecureRandom random = new SecureRandom();

  @Override
  public void fill(byte[] target) {
    random.nextBytes(target);
  }
}
