package io.blackroad.mesh.sim;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.port.Signer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Stands in for Ed25519: a keyed hash that {@link #CHECK} recomputes. Nobody in a simulation
 * forges, and the real signatures have contract tests of their own.
 */
public record SimKey(byte[] publicKey) implements Signer {
  /** Accepts what {@link #sign} makes. */
  public static final SignatureCheck CHECK =
      (publicKey, message, signature, done) ->
          done.accept(Arrays.equals(signature, mac(publicKey, message)));

  @Override
  public void sign(byte[] message, Consumer<byte[]> done) {
    done.accept(mac(publicKey, message));
  }

  private static byte[] mac(byte[] key, byte[] message) {
    byte[] joined = Arrays.copyOf(key, key.length + message.length);
    System.arraycopy(message, 0, joined, key.length, message.length);
    byte[] hash = new Sha256().sha256(joined);
    byte[] signature = Arrays.copyOf(hash, 64);
    System.arraycopy(hash, 0, signature, 32, 32);
    return signature;
  }
}
