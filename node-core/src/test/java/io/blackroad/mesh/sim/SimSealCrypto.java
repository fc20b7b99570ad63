package io.blackroad.mesh.sim;

import io.blackroad.mesh.seal.GcmKey;
import io.blackroad.mesh.seal.SealCrypto;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.Unsealed;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Stands in for P-256 and AES-GCM: what agrees and opens there does so here, and nothing else does;
 * but whoever reads this can break it. Answers after a millisecond, as WebCrypto answers later.
 */
final class SimSealCrypto implements SealCrypto {
  private final Simulation simulation;
  private final SimDigest digest = new SimDigest();

  SimSealCrypto(Simulation simulation) {
    this.simulation = simulation;
  }

  private void later(Runnable answer) {
    simulation.after(1, answer);
  }

  @Override
  public void generate(Consumer<SealKey> done) {
    byte[] key = new byte[SealKey.PUBLIC_BYTES];
    simulation.random().fill(key);
    key[0] = 4;
    later(() -> done.accept(new Pair(key)));
  }

  /** The common point is the hash of both public keys: no secret, which no simulated node minds. */
  private final class Pair implements SealKey {
    private final byte[] key;

    Pair(byte[] key) {
      this.key = key;
    }

    @Override
    public byte[] publicKey() {
      return key.clone();
    }

    @Override
    public void agree(byte[] peer, Consumer<Unsealed> done) {
      boolean first = Arrays.compare(key, peer) < 0;
      byte[] both = Arrays.copyOf(first ? key : peer, 2 * key.length);
      System.arraycopy(first ? peer : key, 0, both, key.length, key.length);
      later(() -> done.accept(new Unsealed.Plain(digest.sha256(both))));
    }
  }

  @Override
  public void encrypt(GcmKey key, byte[] aad, byte[] plaintext, Consumer<byte[]> done) {
    byte[] sealed = Arrays.copyOf(stream(key, plaintext), plaintext.length + GcmKey.TAG_BYTES);
    byte[] tag = tag(key, aad, plaintext);
    System.arraycopy(tag, 0, sealed, plaintext.length, GcmKey.TAG_BYTES);
    later(() -> done.accept(sealed));
  }

  @Override
  public void decrypt(GcmKey key, byte[] aad, byte[] ciphertext, Consumer<Unsealed> done) {
    int length = Math.max(0, ciphertext.length - GcmKey.TAG_BYTES);
    byte[] plain = stream(key, Arrays.copyOf(ciphertext, length));
    byte[] tag = Arrays.copyOfRange(ciphertext, length, ciphertext.length);
    boolean holds = Arrays.equals(tag, tag(key, aad, plain));
    later(
        () -> done.accept(holds ? new Unsealed.Plain(plain) : new Unsealed.Refused("another tag")));
  }

  private byte[] stream(GcmKey key, byte[] text) {
    byte[] mixed = text.clone();
    byte[] pad = key.key();
    for (int i = 0; i < mixed.length; i++) {
      if (i % 32 == 0) {
        pad = digest.sha256(pad);
      }
      mixed[i] ^= pad[i % 32];
    }
    return mixed;
  }

  private byte[] tag(GcmKey key, byte[] aad, byte[] plain) {
    int from = key.key().length;
    byte[] all = Arrays.copyOf(key.key(), from + aad.length + plain.length);
    System.arraycopy(aad, 0, all, from, aad.length);
    System.arraycopy(plain, 0, all, from + aad.length, plain.length);
    return Arrays.copyOf(digest.sha256(all), GcmKey.TAG_BYTES);
  }
}
