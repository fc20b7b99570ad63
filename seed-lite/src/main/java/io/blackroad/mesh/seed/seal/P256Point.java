package io.blackroad.mesh.seed.seal;

import io.blackroad.mesh.seal.SealKey;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Public keys on P-256 as bytes (SEC 1 2.3.3 and 2.3.4, not compressed) and back. */
final class P256Point {
  static final String ALGORITHM = "EC";
  static final String CURVE = "secp256r1";

  private static final int COORDINATE_BYTES = 32;
  private static final byte UNCOMPRESSED = 4;
  private static final ECParameterSpec PARAMETERS = parameters();

  private P256Point() {}

  private static ECParameterSpec parameters() {
    try {
      AlgorithmParameters known = AlgorithmParameters.getInstance(ALGORITHM);
      known.init(new ECGenParameterSpec(CURVE));
      return known.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  static byte[] bytes(ECPublicKey key) {
    byte[] bytes = new byte[SealKey.PUBLIC_BYTES];
    bytes[0] = UNCOMPRESSED;
    put(key.getW().getAffineX(), bytes, 1);
    put(key.getW().getAffineY(), bytes, 1 + COORDINATE_BYTES);
    return bytes;
  }

  private static void put(BigInteger coordinate, byte[] bytes, int from) {
    byte[] digits = coordinate.toByteArray(); // one more than 32 when the first bit is set
    int length = Math.min(digits.length, COORDINATE_BYTES);
    System.arraycopy(
        digits, digits.length - length, bytes, from + COORDINATE_BYTES - length, length);
  }

  /** The key of {@code bytes}; null when they are no point, or not in this form. */
  static @Nullable ECPublicKey key(byte[] bytes) {
    if (bytes.length != SealKey.PUBLIC_BYTES || bytes[0] != UNCOMPRESSED) {
      return null;
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE_BYTES));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE_BYTES, bytes.length));
    if (!isOnCurve(x, y)) {
      return null;
    }
    try {
      ECPublicKeySpec spec = new ECPublicKeySpec(new ECPoint(x, y), PARAMETERS);
      return (ECPublicKey) KeyFactory.getInstance(ALGORITHM).generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a point of the curve that is no key", e);
    }
  }

  /**
   * NIST SP 800-56A 5.6.2.3.3, without the multiplication by the order, which is prime. Done here
   * and not left to the provider: whoever gets points in that are on no curve or on another reads
   * private keys out.
   */
  private static boolean isOnCurve(BigInteger x, BigInteger y) {
    BigInteger p = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger a = PARAMETERS.getCurve().getA();
    BigInteger b = PARAMETERS.getCurve().getB();
    BigInteger right = x.multiply(x).add(a).multiply(x).add(b).mod(p);
    return y.multiply(y).mod(p).equals(right);
  }
}
