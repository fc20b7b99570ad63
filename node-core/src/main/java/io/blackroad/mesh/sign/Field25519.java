package io.blackroad.mesh.sign;

import java.util.Arrays;

/**
 * The field of integers modulo p = 2^255 - 19 (RFC 8032 5.1). An element is ten limbs of 26 bits,
 * not unique: only {@link #bytes} reduces fully. Limbs that come out of {@link #multiply} are below
 * 2^27 in magnitude, and it takes limbs up to 2^29; so sums and differences of four products need
 * no carry in between. No branch and no index depends on a value.
 */
final class Field25519 {
  static final long[] ZERO = new long[10];
  static final long[] ONE = small(1);

  private static final int LIMBS = 10;
  private static final int BITS = 26;
  private static final long MASK = (1L << BITS) - 1;

  /** 2^260, one past the last limb, modulo p: 2^5 times 19. */
  private static final long WRAP = 608;

  /** Bits of the last limb below 2^255. */
  private static final int LAST_BITS = 255 - 9 * BITS;

  private Field25519() {}

  /** The element {@code value}, which is below 2^26. */
  static long[] small(long value) {
    long[] element = new long[LIMBS];
    element[0] = value;
    return element;
  }

  /** The element that 32 bytes write, little-endian; the topmost bit is left out. */
  static long[] of(byte[] littleEndian) {
    byte[] bytes = Arrays.copyOf(littleEndian, littleEndian.length);
    bytes[31] &= 127;
    return Limbs.of(bytes, LIMBS, BITS);
  }

  static long[] add(long[] a, long[] b) {
    long[] sum = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  static long[] subtract(long[] a, long[] b) {
    long[] difference = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  /**
   * The product, by Horner's rule in the base: from the last limb of {@code a} on, what is there
   * moves up one place, and what leaves the top comes back at the bottom times {@link #WRAP}. A sum
   * of ten products of 2^29 by 2^29 fits into 62 bits.
   */
  static long[] multiply(long[] a, long[] b) {
    long[] product = new long[LIMBS];
    for (int i = LIMBS - 1; i >= 0; i--) {
      long factor = a[i];
      long top = product[LIMBS - 1];
      for (int j = LIMBS - 1; j > 0; j--) {
        product[j] = product[j - 1] + factor * b[j];
      }
      product[0] = (top & MASK) * WRAP + factor * b[0];
      product[1] += (top >> BITS) * WRAP;
    }
    return carried(product);
  }

  /** Carries all round, and once more into the second limb. */
  private static long[] carried(long[] wide) {
    Limbs.carry(wide, BITS);
    long top = wide[LIMBS - 1] >> BITS;
    wide[LIMBS - 1] &= MASK;
    wide[0] += top * WRAP;
    long carry = wide[0] >> BITS;
    wide[0] &= MASK;
    wide[1] += carry;
    return wide;
  }

  static long[] square(long[] a) {
    return multiply(a, a);
  }

  /** {@code a} to the power of 2^{@code times}. */
  private static long[] squared(long[] a, int times) {
    long[] power = a;
    for (int i = 0; i < times; i++) {
      power = square(power);
    }
    return power;
  }

  /** 1 / {@code a}, and 0 for 0: {@code a} to the power of p - 2 = (2^250 - 1) 2^5 + 11. */
  static long[] invert(long[] a) {
    long[] a2 = square(a);
    long[] a11 = multiply(squared(a2, 2), multiply(a2, a));
    return multiply(squared(allOnes250(a), 5), a11);
  }

  /** {@code a} to the power of (p - 5) / 8 = (2^250 - 1) 2^2 + 1. */
  static long[] powerP58(long[] a) {
    return multiply(squared(allOnes250(a), 2), a);
  }

  /** {@code a} to the power of 2^250 - 1: an exponent of n ones is doubled, or extended. */
  private static long[] allOnes250(long[] a) {
    long[] ones2 = multiply(square(a), a);
    long[] ones4 = multiply(squared(ones2, 2), ones2);
    long[] ones5 = multiply(square(ones4), a);
    long[] ones10 = multiply(squared(ones5, 5), ones5);
    long[] ones20 = multiply(squared(ones10, 10), ones10);
    long[] ones25 = multiply(squared(ones20, 5), ones5);
    long[] ones50 = multiply(squared(ones25, 25), ones25);
    long[] ones100 = multiply(squared(ones50, 50), ones50);
    long[] ones200 = multiply(squared(ones100, 100), ones100);
    return multiply(squared(ones200, 50), ones50);
  }

  /** The 32 bytes, little-endian, of the one representative from 0 to p - 1. */
  static byte[] bytes(long[] a) {
    long[] reduced = Arrays.copyOf(a, LIMBS);
    // Twice, because the first time may leave it just below 0 or just above 2^255.
    foldAt255(reduced);
    foldAt255(reduced);
    // Now it is below 2^255, and p or more exactly when another 19 would reach bit 255.
    long[] more = Arrays.copyOf(reduced, LIMBS);
    more[0] += 19;
    Limbs.carry(more, BITS);
    reduced[0] += 19 * (more[LIMBS - 1] >> LAST_BITS);
    Limbs.carry(reduced, BITS);
    reduced[LIMBS - 1] &= (1L << LAST_BITS) - 1;
    return Limbs.bytes(reduced, BITS);
  }

  /** Carries, and puts 19 at the bottom for each 2^255 at the top. */
  private static void foldAt255(long[] a) {
    Limbs.carry(a, BITS);
    long over = a[LIMBS - 1] >> LAST_BITS;
    a[LIMBS - 1] &= (1L << LAST_BITS) - 1;
    a[0] += 19 * over;
  }

  static boolean isZero(long[] a) {
    return Arrays.equals(bytes(a), new byte[32]);
  }

  static boolean equal(long[] a, long[] b) {
    return Arrays.equals(bytes(a), bytes(b));
  }

  /** The lowest bit of the representative, which RFC 8032 5.1.2 calls the sign. */
  static int sign(long[] a) {
    return bytes(a)[0] & 1;
  }
}
