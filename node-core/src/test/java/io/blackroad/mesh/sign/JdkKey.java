package io.blackroad.mesh.sign;

import io.blackroad.mesh.hash.Hex;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Objects;

/** The JDK's Ed25519 with a key whose seed is given. */
final class JdkKey {
  /** RFC 8410: what precedes the 32 bytes of a public key in its X.509 form. */
  private static final byte[] X509_PREFIX = Hex.require("302a300506032b6570032100");

  private final KeyPair pair;

  JdkKey(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the seed where the generator asks for randomness. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] seed;

    Fixed(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(seed, 0, target, 0, target.length);
    }
  }

  byte[] publicKey() {
    byte[] encoded = Objects.requireNonNull(pair.getPublic().getEncoded());
    return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
  }

  byte[] sign(byte[] message) {
    return sign(message, new EdDSAParameterSpec(false));
  }

  /** The variant that {@code parameters} ask for: with a context, or of a hash. */
  byte[] sign(byte[] message, EdDSAParameterSpec parameters) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.setParameter(parameters);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JDK's verdict; false where it throws. */
  static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != SignatureForm.KEY_BYTES) {
      return false;
    }
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + publicKey.length);
    System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, publicKey.length);
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  static byte[] sha512(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
