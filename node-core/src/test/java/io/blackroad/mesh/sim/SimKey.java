package io.blackroad.mesh.sim;

import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.port.Signer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Stands in for Ed25519: a keyed checksum that {@link #CHECK} recomputes. Nobody in a simulation
 * forges, and the real signatures have contract tests of their own.
 */
public record SimKey(byte[] publicKey) implements Signer {
  private static final int SIGNATURE_BYTES = 64;

  /** FNV-1a, 64 bits (Fowler, Noll, Vo 1991). */
  private static final long FNV_BASIS = 0xCBF29CE484222325L;

  private static final long FNV_PRIME = 0x100000001B3L;

  /** Accepts what {@link #sign} makes. */
  public static final SignatureCheck CHECK =
      (publicKey, message, signature, done) ->
          done.accept(Arrays.equals(signature, mac(publicKey, message)));

  /** A key of its own. */
  static SimKey drawn(SimRandom random) {
    byte[] key = new byte[32];
    random.fill(key);
    return new SimKey(key);
  }

  @Override
  public void sign(byte[] message, Consumer<byte[]> done) {
    done.accept(mac(publicKey, message));
  }

  private static byte[] mac(byte[] key, byte[] message) {
    byte[] signature = new byte[SIGNATURE_BYTES];
    new SimRandom(sum(sum(FNV_BASIS, key), message)).fill(signature);
    return signature;
  }

  private static long sum(long from, byte[] bytes) {
    long sum = from;
    for (byte each : bytes) {
      sum = (sum ^ (each & 255)) * FNV_PRIME;
    }
    return sum;
  }
}
