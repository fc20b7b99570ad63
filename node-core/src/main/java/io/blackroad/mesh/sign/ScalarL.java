package io.blackroad.mesh.sign;

import java.util.Arrays;

/**
 * Integers modulo L = 2^252 + c, the order of the base point (RFC 8032 5.1), in limbs of 28 bits:
 * nine of them are 252 bits. No branch and no index depends on a value.
 */
final class ScalarL {
  private static final int BITS = 28;

  /** Limbs below 2^252. */
  private static final int LOW_LIMBS = 9;

  /** Room for 560 bits: a digest of 512, or a product of two scalars plus a third. */
  private static final int WIDE_LIMBS = 20;

  /** c = 27742317777372353535851937790883648493. */
  private static final long[] C = {0xcf5d3ed, 0x12631a5, 0x79cd658, 0xf9dea2f, 0x14de};

  private ScalarL() {}

  /** The remainder of up to 64 bytes, little-endian, as 32 bytes. */
  static byte[] reduce(byte[] littleEndian) {
    return remainder(Limbs.of(littleEndian, WIDE_LIMBS, BITS));
  }

  /** {@code a * b + c} modulo L; each has 32 bytes, little-endian. */
  static byte[] multiplyAdd(byte[] a, byte[] b, byte[] c) {
    long[] sum = Limbs.of(c, WIDE_LIMBS, BITS);
    long[] left = Limbs.of(a, LOW_LIMBS + 1, BITS);
    long[] right = Limbs.of(b, LOW_LIMBS + 1, BITS);
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        sum[i + j] += left[i] * right[j];
      }
    }
    Limbs.carry(sum, BITS);
    return remainder(sum);
  }

  /**
   * Since 2^252 = -c, what is above bit 252 may be taken off c times. Of 512 bits the first turn
   * leaves at most 385, the second 259, the third a number from -2^133 to 2^252; and the fourth
   * adds L when that is negative.
   */
  private static byte[] remainder(long[] wide) {
    return Limbs.bytes(fold(fold(fold(fold(wide)))), BITS);
  }

  private static long[] fold(long[] wide) {
    long[] folded = Arrays.copyOf(Arrays.copyOf(wide, LOW_LIMBS), WIDE_LIMBS);
    for (int i = LOW_LIMBS; i < WIDE_LIMBS; i++) {
      for (int j = 0; j < C.length; j++) {
        folded[i - LOW_LIMBS + j] -= wide[i] * C[j];
      }
    }
    Limbs.carry(folded, BITS);
    return folded;
  }
}
