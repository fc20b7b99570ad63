package io.blackroad.mesh.sign;

import io.blackroad.mesh.hash.Hex;
import java.util.Arrays;

/**
 * What a public key and a signature must look like before anything is computed. Every verifier of
 * the mesh asks this first, whoever does the arithmetic behind it, so that all give one verdict
 * where RFC 8032 leaves a choice and libraries differ.
 */
public final class SignatureForm {
  /** Bytes of a public key, of a seed, and of either half of a signature. */
  public static final int KEY_BYTES = 32;

  /** Bytes of a signature: R, then S. */
  public static final int SIGNATURE_BYTES = 64;

  /** The order L of the base point, little-endian. */
  private static final byte[] ORDER =
      Hex.require("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

  /** p = 2^255 - 19, little-endian. */
  private static final byte[] PRIME =
      Hex.require("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  /**
   * The y of the eight points whose order divides 8: the neutral element (1), the one of order 2
   * (-1), two of order 4 (0), and four of order 8.
   */
  private static final byte[][] SMALL_ORDER = {
    Hex.require("0100000000000000000000000000000000000000000000000000000000000000"),
    Hex.require("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    Hex.require("0000000000000000000000000000000000000000000000000000000000000000"),
    Hex.require("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    Hex.require("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
  };

  private SignatureForm() {}

  /**
   * Whether the lengths are right; S is below L, so that no second S fits (RFC 8032 5.1.7); the y
   * of key and of R is below p, so that no point has a second spelling (5.1.3); and neither point
   * is of small order, as the Web Cryptography API has it. (A key of small order would make one
   * signature good for many messages.)
   */
  public static boolean isStrict(byte[] publicKey, byte[] signature) {
    if (publicKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES) {
      return false;
    }
    byte[] r = Arrays.copyOf(signature, KEY_BYTES);
    byte[] s = Arrays.copyOfRange(signature, KEY_BYTES, SIGNATURE_BYTES);
    return isBelow(s, ORDER) && isOrdinary(publicKey) && isOrdinary(r);
  }

  private static boolean isOrdinary(byte[] point) {
    byte[] y = y(point);
    for (byte[] small : SMALL_ORDER) {
      if (Arrays.equals(y, small)) {
        return false;
      }
    }
    return isBelow(y, PRIME);
  }

  /** Without the sign of x. */
  private static byte[] y(byte[] point) {
    byte[] y = Arrays.copyOf(point, KEY_BYTES);
    y[KEY_BYTES - 1] &= 127;
    return y;
  }

  private static boolean isBelow(byte[] number, byte[] bound) {
    for (int i = KEY_BYTES - 1; i >= 0; i--) {
      if (number[i] != bound[i]) {
        return (number[i] & 255) < (bound[i] & 255);
      }
    }
    return false;
  }
}
