package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.WebCrypto;
import io.blackroad.mesh.port.Entropy;
import org.teavm.jso.typedarrays.Int8Array;

/** {@code crypto.getRandomValues}. */
public final class CryptoEntropy implements Entropy {
  /** Most that one call gives (Web Cryptography API 10.1.1). */
  private static final int BYTES_PER_CALL_MAX = 65_536;

  @Override
  public void fill(byte[] target) {
    for (int at = 0; at < target.length; at += BYTES_PER_CALL_MAX) {
      int length = Math.min(BYTES_PER_CALL_MAX, target.length - at);
      Int8Array random = new Int8Array(length);
      WebCrypto.randomise(random);
      System.arraycopy(random.copyToJavaArray(), 0, target, at, length);
    }
  }
}
