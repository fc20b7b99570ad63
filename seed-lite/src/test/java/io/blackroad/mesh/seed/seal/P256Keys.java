package io.blackroad.mesh.seed.seal;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seal.GcmKey;
import io.blackroad.mesh.seal.SealCrypto;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.Unsealed;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Objects;
import java.util.function.Consumer;

/** Pairs whose private half is known, as in test vectors. */
final class P256Keys {
  private P256Keys() {}

  /**
   * @param secret 32 bytes in hexadecimal
   * @param point its public key
   */
  static SealKey of(String secret, String point) {
    try {
      ECPublicKey open = Objects.requireNonNull(P256Point.key(Hex.require(point)), point);
      ECPrivateKeySpec spec =
          new ECPrivateKeySpec(new BigInteger(1, Hex.require(secret)), open.getParams());
      KeyFactory factory = KeyFactory.getInstance(P256Point.ALGORITHM);
      return new JcaSealKey(new KeyPair(open, factory.generatePrivate(spec)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JDK's cryptography, which makes {@code pair} whenever a new one is wanted. */
  record Making(SealKey pair) implements SealCrypto {
    private static final JcaSealCrypto JCA = new JcaSealCrypto();

    @Override
    public void generate(Consumer<SealKey> done) {
      done.accept(pair);
    }

    @Override
    public void encrypt(GcmKey key, byte[] aad, byte[] plaintext, Consumer<byte[]> done) {
      JCA.encrypt(key, aad, plaintext, done);
    }

    @Override
    public void decrypt(GcmKey key, byte[] aad, byte[] ciphertext, Consumer<Unsealed> done) {
      JCA.decrypt(key, aad, ciphertext, done);
    }
  }
}
