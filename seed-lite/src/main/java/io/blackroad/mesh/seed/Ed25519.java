package io.blackroad.mesh.seed;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** Public keys between their 32 bytes (RFC 8032 5.1.5) and what the JDK takes. */
final class Ed25519 {
  static final String ALGORITHM = "Ed25519";
  static final int KEY_BYTES = 32;

  /** RFC 8410 4: SubjectPublicKeyInfo of an Ed25519 key, up to the key itself. */
  private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  static byte[] raw(PublicKey key) {
    byte[] encoded = Objects.requireNonNull(key.getEncoded());
    return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
  }

  /**
   * @throws GeneralSecurityException when {@code raw} is no point of the curve, or not 32 bytes
   */
  static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(HEAD, HEAD.length + raw.length);
    System.arraycopy(raw, 0, encoded, HEAD.length, raw.length);
    return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
  }
}
