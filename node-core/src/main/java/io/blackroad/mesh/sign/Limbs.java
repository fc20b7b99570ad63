package io.blackroad.mesh.sign;

/**
 * A number as digits to the base of a power of two, least first. A digit ("limb") may for a while
 * be larger than the base, or negative; {@link #carry} makes it fit again.
 */
final class Limbs {
  private Limbs() {}

  /** The number that {@code littleEndian} writes, in {@code count} limbs of {@code bits} bits. */
  static long[] of(byte[] littleEndian, int count, int bits) {
    long[] limbs = new long[count];
    long pending = 0;
    int pendingBits = 0;
    int at = 0;
    for (byte next : littleEndian) {
      pending |= (next & 255L) << pendingBits;
      pendingBits += 8;
      if (pendingBits >= bits) {
        limbs[at] = pending & ((1L << bits) - 1);
        at++;
        pending >>>= bits;
        pendingBits -= bits;
      }
    }
    limbs[at] = pending;
    return limbs;
  }

  /** The first 256 bits, little-endian, of a number whose limbs all fit and are not negative. */
  static byte[] bytes(long[] limbs, int bits) {
    byte[] littleEndian = new byte[32];
    long pending = 0;
    int pendingBits = 0;
    int at = 0;
    for (int i = 0; i < littleEndian.length; i++) {
      if (pendingBits < 8 && at < limbs.length) {
        pending |= limbs[at] << pendingBits;
        pendingBits += bits;
        at++;
      }
      littleEndian[i] = (byte) pending;
      pending >>= 8;
      pendingBits -= 8;
    }
    return littleEndian;
  }

  /** Makes every limb fit but the last, which takes the rest and the number's sign. */
  static void carry(long[] limbs, int bits) {
    for (int i = 0; i < limbs.length - 1; i++) {
      long carry = limbs[i] >> bits;
      limbs[i] -= carry << bits;
      limbs[i + 1] += carry;
    }
  }
}
