package io.blackroad.mesh.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Held against {@link BigInteger}, above all where limbs carry and where p lies. */
class Field25519Test {
  private static final long SEED = 20_261_122;
  private static final long LIMB_MAX = 1L << 29;
  private static final BigInteger P = ReferenceCurve.PRIME;

  private final SeededBytes random = new SeededBytes(SEED);

  /** What limbs stand for, whatever their size and sign. */
  private static BigInteger value(long[] limbs) {
    BigInteger value = BigInteger.ZERO;
    for (int i = limbs.length - 1; i >= 0; i--) {
      value = value.shiftLeft(26).add(BigInteger.valueOf(limbs[i]));
    }
    return value.mod(P);
  }

  /** Elements as full as they may be, and random ones. */
  private List<long[]> elements() {
    List<long[]> elements = new ArrayList<>();
    for (long limb : new long[] {0, 1, -1, 19, (1 << 26) - 1, 1 << 26, LIMB_MAX, -LIMB_MAX}) {
      long[] filled = new long[10];
      java.util.Arrays.fill(filled, limb);
      elements.add(filled);
      elements.add(Field25519.small(Math.floorMod(limb, 1 << 26)));
    }
    for (int i = 0; i < 60; i++) {
      long[] limbs = new long[10];
      for (int j = 0; j < limbs.length; j++) {
        limbs[j] = random.next() >> 34;
      }
      elements.add(limbs);
    }
    return elements;
  }

  @Test
  void productsSumsAndDifferencesAreThoseOfIntegers() {
    List<long[]> elements = elements();
    for (long[] a : elements) {
      for (long[] b : elements) {
        BigInteger left = value(a);
        BigInteger right = value(b);
        long[] product = Field25519.multiply(a, b);
        assertEquals(left.multiply(right).mod(P), value(product));
        for (long limb : product) {
          assertTrue(Math.abs(limb) < 1 << 27, "a limb of " + limb);
        }
        assertEquals(left.add(right).mod(P), value(Field25519.add(a, b)));
        assertEquals(left.subtract(right).mod(P), value(Field25519.subtract(a, b)));
      }
    }
  }

  @Test
  void bytesAreReducedFully() {
    for (long[] element : elements()) {
      assertArrayEquals(ReferenceCurve.bytes(value(element)), Field25519.bytes(element));
    }
    for (int near = -40; near <= 40; near++) {
      for (BigInteger around : List.of(P, P.add(BigInteger.valueOf(19)), BigInteger.valueOf(40))) {
        BigInteger number = around.add(BigInteger.valueOf(near)).clearBit(255);
        long[] element = Field25519.of(ReferenceCurve.bytes(number));
        assertArrayEquals(ReferenceCurve.bytes(number.mod(P)), Field25519.bytes(element));
        long[] negated = Field25519.subtract(Field25519.ZERO, element);
        assertArrayEquals(ReferenceCurve.bytes(number.negate().mod(P)), Field25519.bytes(negated));
      }
    }
  }

  @Test
  void theTopmostBitIsLeftOut() {
    byte[] bytes = ReferenceCurve.bytes(BigInteger.valueOf(5).setBit(255));

    assertEquals(BigInteger.valueOf(5), value(Field25519.of(bytes)));
    assertEquals((byte) 128, bytes[31]);
  }

  @Test
  void aNumberTimesItsInverseIsOne() {
    for (long[] element : elements()) {
      BigInteger value = value(element);
      BigInteger wanted = value.signum() == 0 ? value : value.modInverse(P);
      assertEquals(wanted, value(Field25519.invert(element)));
    }
  }

  @Test
  void raisesToThePowerThatRootsAreMadeOf() {
    BigInteger exponent = P.subtract(BigInteger.valueOf(5)).shiftRight(3);
    for (long[] element : elements()) {
      assertEquals(value(element).modPow(exponent, P), value(Field25519.powerP58(element)));
    }
  }

  @Test
  void zeroAndSignAreThoseOfTheReducedNumber() {
    long[] p = Field25519.subtract(Field25519.of(ReferenceCurve.bytes(P)), Field25519.ZERO);

    assertTrue(Field25519.isZero(p));
    assertEquals(0, Field25519.sign(p));
    assertTrue(Field25519.equal(p, Field25519.ZERO));
    assertEquals(1, Field25519.sign(Field25519.add(p, Field25519.ONE)));
    assertFalse(Field25519.isZero(Field25519.subtract(p, Field25519.ONE)));
  }
}
