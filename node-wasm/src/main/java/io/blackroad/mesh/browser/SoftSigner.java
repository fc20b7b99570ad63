package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.SoftEd25519;
import io.blackroad.mesh.port.Signer;
import java.util.function.Consumer;
import org.teavm.jso.typedarrays.Int8Array;

/** An Ed25519 pair in plain Java. Unlike a WebCrypto key, code in this worker could read it. */
final class SoftSigner implements Signer {
  private final SoftEd25519 ed25519;
  private final Int8Array seed;
  private final byte[] publicKey;

  /**
   * @param seed 32 random bytes, the private key
   */
  SoftSigner(SoftEd25519 ed25519, Int8Array seed) {
    this.ed25519 = ed25519;
    this.seed = seed;
    publicKey = ed25519.publicKey(seed).copyToJavaArray();
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public void sign(byte[] message, Consumer<byte[]> done) {
    done.accept(ed25519.sign(seed, Int8Array.copyFromJavaArray(message)).copyToJavaArray());
  }
}
