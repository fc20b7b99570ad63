package io.blackroad.mesh.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Held against RFC 8032 and the JDK; and what hostile bytes do. */
class Ed25519Test {
  private static final long SEED = 20_261_122;

  private final SeededBytes random = new SeededBytes(SEED);

  @Test
  void givesTheNumbersOfTheRfc() {
    for (Rfc8032 test : Rfc8032.TESTS) {
      assertArrayEquals(test.publicKey(), Ed25519.publicKey(test.seed()), test.name());
      assertArrayEquals(test.signature(), Ed25519.sign(test.seed(), test.message()), test.name());
      assertTrue(Ed25519.verify(test.publicKey(), test.message(), test.signature()), test.name());
    }
  }

  @Test
  void agreesWithTheJdkOnRandomKeysAndMessages() {
    for (int run = 0; run < 1_000; run++) {
      byte[] seed = random.bytes(32);
      byte[] message = random.bytes(random.below(300));
      JdkKey jdk = new JdkKey(seed);
      byte[] key = Ed25519.publicKey(seed);
      byte[] signature = Ed25519.sign(seed, message);
      String where = "run " + run + ", seed " + SEED;
      assertArrayEquals(jdk.publicKey(), key, where);
      assertArrayEquals(jdk.sign(message), signature, where);
      assertTrue(Ed25519.verify(key, message, signature), where);
      assertTrue(JdkKey.verify(key, message, signature), where);
    }
  }

  /** Both refuse, except what bends nothing: the verdicts are compared, not assumed. */
  @Test
  void agreesWithTheJdkOnWhatIsBentAtRandom() {
    byte[] seed = random.bytes(32);
    byte[] key = Ed25519.publicKey(seed);
    int taken = 0;
    for (int run = 0; run < 1_500; run++) {
      byte[] message = random.bytes(20);
      byte[][] parts = {key.clone(), message.clone(), Ed25519.sign(seed, message)};
      byte[] bent = parts[random.below(3)];
      for (int flips = random.below(3); flips > 0; flips--) {
        bent[random.below(bent.length)] ^= (byte) (1 << random.below(8));
      }
      boolean holds = Ed25519.verify(parts[0], parts[1], parts[2]);
      assertEquals(
          JdkKey.verify(parts[0], parts[1], parts[2]), holds, "run " + run + ", seed " + SEED);
      taken += holds ? 1 : 0;
    }
    assertTrue(taken > 430 && taken < 570, taken + " of 1,500 held");
  }

  @Test
  void bytesOfAnyLengthAndContentNeverThrow() {
    for (int run = 0; run < 3_000; run++) {
      byte[] key = random.bytes(random.below(2) == 0 ? 32 : random.below(70));
      byte[] signature = random.bytes(random.below(2) == 0 ? 64 : random.below(140));
      if (signature.length == 64) {
        // Most S are past the order; these get further.
        signature[63] &= 15;
      }
      assertFalse(Ed25519.verify(key, random.bytes(random.below(40)), signature));
    }
  }

  @Test
  void decodesEveryPointThatTheReferenceHasAndNoOther() {
    int points = 0;
    for (int run = 0; run < 300; run++) {
      byte[] encoded = random.bytes(32);
      encoded[31] &= 127;
      EdwardsPoint point = EdwardsPoint.decode(encoded);
      assertEquals(ReferenceCurve.isOnCurve(ReferenceCurve.number(encoded)), point != null);
      if (point != null) {
        assertArrayEquals(encoded, point.encode());
        points++;
      }
    }
    assertTrue(points > 100 && points < 200, points + " of 300");
  }

  @Test
  void anXOfZeroHasNoSign() {
    for (ReferenceCurve point : List.of(ReferenceCurve.NEUTRAL, minusOne())) {
      byte[] encoded = point.encoded();
      assertNotNull(EdwardsPoint.decode(encoded));
      encoded[31] |= (byte) 128;
      assertNull(EdwardsPoint.decode(encoded));
    }
  }

  private static ReferenceCurve minusOne() {
    return ReferenceCurve.ofY(ReferenceCurve.PRIME.subtract(BigInteger.ONE));
  }

  @Test
  void aSeedHas32Bytes() {
    for (int length : new int[] {0, 31, 33, 64}) {
      byte[] seed = new byte[length];
      assertThrows(IllegalArgumentException.class, () -> Ed25519.publicKey(seed));
      assertThrows(IllegalArgumentException.class, () -> Ed25519.sign(seed, new byte[1]));
    }
  }

  @Test
  void changesNothingItIsGiven() {
    Rfc8032 test = Rfc8032.TESTS.get(2);
    byte[] seed = test.seed().clone();
    byte[] message = test.message().clone();
    byte[] signature = Ed25519.sign(seed, message);
    byte[] key = Ed25519.publicKey(seed);
    Ed25519.verify(key, message, signature);

    assertArrayEquals(test.seed(), seed);
    assertArrayEquals(test.message(), message);
    assertArrayEquals(test.publicKey(), key);
    assertArrayEquals(test.signature(), signature);
    Arrays.fill(key, (byte) 0);
    assertArrayEquals(test.publicKey(), Ed25519.publicKey(seed));
  }

  /** The eight points of small order, worked out anew, are those that the form refuses. */
  @Test
  void refusesAllEightPointsOfSmallOrder() {
    byte[] signature = new byte[64];
    signature[0] = 2;
    ReferenceCurve torsion = ReferenceCurve.ofOrder8();
    ReferenceCurve point = ReferenceCurve.NEUTRAL;
    assertTrue(SignatureForm.isStrict(Rfc8032.TESTS.get(0).publicKey(), signature));
    for (int i = 0; i < 8; i++) {
      byte[] encoded = point.encoded();
      assertFalse(SignatureForm.isStrict(encoded, signature), "point " + i);
      encoded[31] ^= (byte) 128;
      assertFalse(SignatureForm.isStrict(encoded, signature), "point " + i + ", other sign");
      point = point.plus(torsion);
    }
    assertEquals(ReferenceCurve.NEUTRAL, point);
  }
}
