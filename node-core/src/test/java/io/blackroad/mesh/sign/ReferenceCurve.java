package io.blackroad.mesh.sign;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * edwards25519 as a textbook has it: affine points, {@link BigInteger}, nothing shared with the
 * code under test.
 */
record ReferenceCurve(BigInteger x, BigInteger y) {
  /** p. */
  static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** L. */
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger D =
      BigInteger.valueOf(-121_665)
          .multiply(BigInteger.valueOf(121_666).modInverse(PRIME))
          .mod(PRIME);

  static final ReferenceCurve NEUTRAL = new ReferenceCurve(BigInteger.ZERO, BigInteger.ONE);

  /** B: y = 4/5, x even. */
  static final ReferenceCurve BASE =
      ofY(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(PRIME)).mod(PRIME));

  /** The point with an even x; there must be one. */
  static ReferenceCurve ofY(BigInteger y) {
    if (!isOnCurve(y)) {
      throw new IllegalArgumentException("no point has the y " + y);
    }
    BigInteger root = root(squareOfX(y));
    return new ReferenceCurve(root.testBit(0) ? PRIME.subtract(root).mod(PRIME) : root, y);
  }

  /** Whether a point has this y. */
  static boolean isOnCurve(BigInteger y) {
    BigInteger square = squareOfX(y);
    return root(square).modPow(BigInteger.TWO, PRIME).equals(square);
  }

  private static BigInteger squareOfX(BigInteger y) {
    BigInteger y2 = y.multiply(y);
    BigInteger divisor = D.multiply(y2).add(BigInteger.ONE).modInverse(PRIME);
    return y2.subtract(BigInteger.ONE).multiply(divisor).mod(PRIME);
  }

  /** A square root of a square; anything for other numbers. */
  private static BigInteger root(BigInteger square) {
    BigInteger root = square.modPow(PRIME.add(BigInteger.valueOf(3)).shiftRight(3), PRIME);
    if (root.modPow(BigInteger.TWO, PRIME).equals(square)) {
      return root;
    }
    BigInteger i = BigInteger.TWO.modPow(PRIME.subtract(BigInteger.ONE).shiftRight(2), PRIME);
    return root.multiply(i).mod(PRIME);
  }

  /** A point whose order is 8, the first one met from y = 2 on. */
  static ReferenceCurve ofOrder8() {
    for (BigInteger y = BigInteger.TWO; ; y = y.add(BigInteger.ONE)) {
      if (isOnCurve(y)) {
        ReferenceCurve torsion = ofY(y).times(ORDER);
        if (!torsion.times(BigInteger.valueOf(4)).equals(NEUTRAL)) {
          return torsion;
        }
      }
    }
  }

  ReferenceCurve plus(ReferenceCurve other) {
    BigInteger xs = x.multiply(other.y).add(y.multiply(other.x));
    BigInteger ys = y.multiply(other.y).add(x.multiply(other.x));
    BigInteger product =
        D.multiply(x).multiply(other.x).mod(PRIME).multiply(y).multiply(other.y).mod(PRIME);
    return new ReferenceCurve(
        xs.multiply(BigInteger.ONE.add(product).modInverse(PRIME)).mod(PRIME),
        ys.multiply(BigInteger.ONE.subtract(product).modInverse(PRIME)).mod(PRIME));
  }

  ReferenceCurve negated() {
    return new ReferenceCurve(x.negate().mod(PRIME), y);
  }

  ReferenceCurve times(BigInteger scalar) {
    ReferenceCurve sum = NEUTRAL;
    for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
      sum = sum.plus(sum);
      sum = scalar.testBit(bit) ? sum.plus(this) : sum;
    }
    return sum;
  }

  byte[] encoded() {
    return bytes(x.testBit(0) ? y.setBit(255) : y);
  }

  /** 32 bytes, little-endian. */
  static byte[] bytes(BigInteger number) {
    byte[] bigEndian = number.toByteArray();
    byte[] bytes = new byte[32];
    for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
      bytes[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return bytes;
  }

  /** The number that little-endian bytes write. */
  static BigInteger number(byte[] littleEndian) {
    byte[] bigEndian = Arrays.copyOf(littleEndian, littleEndian.length);
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }
}
