package io.blackroad.mesh.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.blackroad.mesh.SeededBytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Held against {@link BigInteger}, above all around multiples of L. */
class ScalarLTest {
  private static final long SEED = 20_261_122;
  private static final BigInteger L = ReferenceCurve.ORDER;

  private final SeededBytes random = new SeededBytes(SEED);

  private static void assertReduced(byte[] number) {
    assertArrayEquals(
        ReferenceCurve.bytes(ReferenceCurve.number(number).mod(L)),
        ScalarL.reduce(number),
        () -> ReferenceCurve.number(number).toString(16));
  }

  @Test
  void reducesDigests() {
    for (int run = 0; run < 5_000; run++) {
      assertReduced(random.bytes(64));
    }
  }

  @Test
  void reducesAroundMultiplesOfTheOrder() {
    BigInteger most = BigInteger.ONE.shiftLeft(512).subtract(BigInteger.ONE);
    for (int run = 0; run < 2_000; run++) {
      BigInteger factor = ReferenceCurve.number(random.bytes(1 + random.below(32)));
      for (int near = -2; near <= 2; near++) {
        BigInteger number = L.multiply(factor).add(BigInteger.valueOf(near));
        assertReduced(wide(number.max(BigInteger.ZERO).min(most)));
      }
    }
    for (int bit = 0; bit < 512; bit++) {
      assertReduced(wide(BigInteger.ONE.shiftLeft(bit)));
      assertReduced(wide(BigInteger.ONE.shiftLeft(bit).subtract(BigInteger.ONE)));
    }
    assertReduced(wide(most));
  }

  private static byte[] wide(BigInteger number) {
    byte[] bytes = new byte[64];
    BigInteger half = BigInteger.ONE.shiftLeft(256);
    System.arraycopy(ReferenceCurve.bytes(number.mod(half)), 0, bytes, 0, 32);
    System.arraycopy(ReferenceCurve.bytes(number.divide(half)), 0, bytes, 32, 32);
    return bytes;
  }

  @Test
  void multipliesAndAdds() {
    List<byte[]> numbers = new ArrayList<>();
    byte[] full = new byte[32];
    Arrays.fill(full, (byte) 255);
    numbers.addAll(List.of(new byte[32], full, ReferenceCurve.bytes(L)));
    for (int i = 0; i < 20; i++) {
      numbers.add(random.bytes(32));
    }
    for (byte[] a : numbers) {
      for (byte[] b : numbers) {
        for (byte[] c : numbers) {
          BigInteger product = ReferenceCurve.number(a).multiply(ReferenceCurve.number(b));
          assertArrayEquals(
              ReferenceCurve.bytes(product.add(ReferenceCurve.number(c)).mod(L)),
              ScalarL.multiplyAdd(a, b, c));
        }
      }
    }
  }
}
