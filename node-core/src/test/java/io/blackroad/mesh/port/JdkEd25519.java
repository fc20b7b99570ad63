package io.blackroad.mesh.port;

import io.blackroad.mesh.sign.SignatureForm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;

/** Ed25519 as the JDK has it, for tests on the JVM. */
public final class JdkEd25519 implements Signer {
  /** RFC 8410: what precedes the 32 bytes of a public key in its X.509 form. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int PUBLIC_KEY_BYTES = 32;

  /** Accepts what the JDK accepts, if the form is right. */
  public static final SignatureCheck CHECK =
      (publicKey, message, signature, done) -> done.accept(verified(publicKey, message, signature));

  private final KeyPair pair;

  public JdkEd25519() {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] publicKey() {
    byte[] encoded = Objects.requireNonNull(pair.getPublic().getEncoded());
    return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
  }

  @Override
  public void sign(byte[] message, Consumer<byte[]> done) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      done.accept(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the JDK says, if the form is right. */
  public static boolean verified(byte[] publicKey, byte[] message, byte[] signature) {
    if (!SignatureForm.isStrict(publicKey, signature)) {
      return false;
    }
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + PUBLIC_KEY_BYTES);
    System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, PUBLIC_KEY_BYTES);
    try {
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
