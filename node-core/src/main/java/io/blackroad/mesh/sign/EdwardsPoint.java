package io.blackroad.mesh.sign;

import org.jspecify.annotations.Nullable;

/**
 * A point of edwards25519, -x^2 + y^2 = 1 + d x^2 y^2, in extended coordinates: x = X/Z, y = Y/Z, x
 * y = T/Z (RFC 8032 5.1.4). Addition is complete: it needs no special case, so neither does a
 * secret scalar.
 */
record EdwardsPoint(long[] x, long[] y, long[] z, long[] t) {
  /** Neutral element. */
  private static final EdwardsPoint NEUTRAL =
      new EdwardsPoint(Field25519.ZERO, Field25519.ONE, Field25519.ONE, Field25519.ZERO);

  /** d = -121665 / 121666. */
  private static final long[] D = Field25519.subtract(Field25519.ZERO, ratio(121_665, 121_666));

  private static final long[] TWICE_D = Field25519.add(D, D);

  /** A square root of -1: 2 to the power of (p - 1) / 4 = 2 (p - 5) / 8 + 1. */
  private static final long[] ROOT_OF_MINUS_ONE =
      Field25519.multiply(
          Field25519.square(Field25519.powerP58(Field25519.small(2))), Field25519.small(2));

  /** The multiples 0 to 15 of the base point B, whose y is 4 / 5 and whose x is even. */
  static final EdwardsPoint[] BASE = base();

  private static long[] ratio(long dividend, long divisor) {
    return Field25519.multiply(
        Field25519.small(dividend), Field25519.invert(Field25519.small(divisor)));
  }

  private static EdwardsPoint[] base() {
    EdwardsPoint point = decode(Field25519.bytes(ratio(4, 5)));
    if (point == null) {
      throw new IllegalStateException("4 / 5 is the y of a point");
    }
    return point.multiples();
  }

  /**
   * The point that 32 bytes stand for (RFC 8032 5.1.3); null when they stand for none: y is on no
   * point, or x is 0 and negative. Whether y is below p was asked before ({@link SignatureForm}).
   * For public points: takes a time that depends on them.
   */
  static @Nullable EdwardsPoint decode(byte[] encoded) {
    long[] y = Field25519.of(encoded);
    long[] y2 = Field25519.square(y);
    long[] u = Field25519.subtract(y2, Field25519.ONE);
    long[] v = Field25519.add(Field25519.multiply(D, y2), Field25519.ONE);
    long[] x = rootOfRatio(u, v);
    int sign = (encoded[31] >> 7) & 1;
    if (x == null || (Field25519.isZero(x) && sign == 1)) {
      return null;
    }
    if (Field25519.sign(x) != sign) {
      x = Field25519.subtract(Field25519.ZERO, x);
    }
    return new EdwardsPoint(x, y, Field25519.ONE, Field25519.multiply(x, y));
  }

  /** A square root of u / v, or null (RFC 8032 5.1.3 steps 2 and 3). */
  private static long @Nullable [] rootOfRatio(long[] u, long[] v) {
    long[] v3 = Field25519.multiply(Field25519.square(v), v);
    long[] v7 = Field25519.multiply(Field25519.square(v3), v);
    long[] power = Field25519.powerP58(Field25519.multiply(u, v7));
    long[] x = Field25519.multiply(Field25519.multiply(u, v3), power);
    long[] vx2 = Field25519.multiply(v, Field25519.square(x));
    if (Field25519.equal(vx2, u)) {
      return x;
    }
    boolean negated = Field25519.isZero(Field25519.add(vx2, u));
    return negated ? Field25519.multiply(x, ROOT_OF_MINUS_ONE) : null;
  }

  /** y, and the sign of x in the topmost bit (RFC 8032 5.1.2). */
  byte[] encode() {
    long[] inverse = Field25519.invert(z);
    byte[] encoded = Field25519.bytes(Field25519.multiply(y, inverse));
    encoded[31] |= (byte) (Field25519.sign(Field25519.multiply(x, inverse)) << 7);
    return encoded;
  }

  /** RFC 8032 5.1.4. */
  EdwardsPoint add(EdwardsPoint other) {
    long[] a =
        Field25519.multiply(Field25519.subtract(y, x), Field25519.subtract(other.y, other.x));
    long[] b = Field25519.multiply(Field25519.add(y, x), Field25519.add(other.y, other.x));
    long[] c = Field25519.multiply(Field25519.multiply(t, TWICE_D), other.t);
    long[] d = Field25519.multiply(Field25519.add(z, z), other.z);
    return ofProducts(
        Field25519.subtract(b, a),
        Field25519.subtract(d, c),
        Field25519.add(d, c),
        Field25519.add(b, a));
  }

  /** RFC 8032 5.1.4, the formulas for doubling. */
  private EdwardsPoint twice() {
    long[] a = Field25519.square(x);
    long[] b = Field25519.square(y);
    long[] z2 = Field25519.square(z);
    long[] h = Field25519.add(a, b);
    long[] e = Field25519.subtract(h, Field25519.square(Field25519.add(x, y)));
    long[] g = Field25519.subtract(a, b);
    long[] f = Field25519.add(Field25519.add(z2, z2), g);
    return ofProducts(e, f, g, h);
  }

  /** The point that both sums of RFC 8032 5.1.4 end with. */
  private static EdwardsPoint ofProducts(long[] e, long[] f, long[] g, long[] h) {
    return new EdwardsPoint(
        Field25519.multiply(e, f),
        Field25519.multiply(g, h),
        Field25519.multiply(f, g),
        Field25519.multiply(e, h));
  }

  EdwardsPoint negate() {
    return new EdwardsPoint(
        Field25519.subtract(Field25519.ZERO, x), y, z, Field25519.subtract(Field25519.ZERO, t));
  }

  /** This point times 0 to 15. */
  EdwardsPoint[] multiples() {
    EdwardsPoint[] multiples = new EdwardsPoint[16];
    multiples[0] = NEUTRAL;
    for (int i = 1; i < multiples.length; i++) {
      multiples[i] = multiples[i - 1].add(this);
    }
    return multiples;
  }

  /**
   * A secret scalar times B: four bits at a time, always with four doublings, one look at every
   * table entry and one addition.
   */
  static EdwardsPoint timesBase(byte[] secret) {
    EdwardsPoint sum = NEUTRAL;
    for (int i = 63; i >= 0; i--) {
      sum = sum.timesSixteen().add(select(BASE, nibble(secret, i)));
    }
    return sum;
  }

  /** Public scalars: {@code s} times B plus {@code k} times the point of {@code multiples}. */
  static EdwardsPoint combine(byte[] s, byte[] k, EdwardsPoint[] multiples) {
    EdwardsPoint sum = NEUTRAL;
    for (int i = 63; i >= 0; i--) {
      sum = sum.timesSixteen().add(BASE[nibble(s, i)]).add(multiples[nibble(k, i)]);
    }
    return sum;
  }

  private EdwardsPoint timesSixteen() {
    return twice().twice().twice().twice();
  }

  private static int nibble(byte[] scalar, int index) {
    return (scalar[index >> 1] >> ((index & 1) * 4)) & 15;
  }

  /** {@code table[index]}, without an access that {@code index} decides. */
  private static EdwardsPoint select(EdwardsPoint[] table, int index) {
    EdwardsPoint chosen = new EdwardsPoint(new long[10], new long[10], new long[10], new long[10]);
    for (int i = 0; i < table.length; i++) {
      long mask = (long) ((i ^ index) - 1) >> 63;
      take(chosen.x, table[i].x, mask);
      take(chosen.y, table[i].y, mask);
      take(chosen.z, table[i].z, mask);
      take(chosen.t, table[i].t, mask);
    }
    return chosen;
  }

  /** Takes {@code element} over where {@code mask} is -1, and nothing where it is 0. */
  private static void take(long[] into, long[] element, long mask) {
    for (int i = 0; i < into.length; i++) {
      into[i] |= element[i] & mask;
    }
  }
}
