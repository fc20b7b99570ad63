package io.blackroad.mesh.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.blackroad.mesh.SeededBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Held against the JDK's own SHA-512. */
class Sha512Test {
  private static final long SEED = 20_261_122;

  @Test
  void agreesWithTheJdkAtEveryLengthAroundABlock() throws NoSuchAlgorithmException {
    SeededBytes random = new SeededBytes(SEED);
    for (int length = 0; length <= 600; length++) {
      byte[] data = random.bytes(length);
      assertArrayEquals(jdk(data), Sha512.of(data), "length " + length + ", seed " + SEED);
    }
  }

  @Test
  void agreesWithTheJdkOnLongInput() throws NoSuchAlgorithmException {
    byte[] data = new SeededBytes(SEED).bytes(1 << 20);

    assertArrayEquals(jdk(data), Sha512.of(data));
  }

  @Test
  void partsAreOneAfterTheOther() throws NoSuchAlgorithmException {
    SeededBytes random = new SeededBytes(SEED);
    for (int run = 0; run < 300; run++) {
      byte[] data = random.bytes(random.below(400));
      int first = random.below(data.length + 1);
      int second = first + random.below(data.length - first + 1);
      byte[] digest =
          Sha512.of(
              Arrays.copyOf(data, first),
              Arrays.copyOfRange(data, first, second),
              new byte[0],
              Arrays.copyOfRange(data, second, data.length));
      assertArrayEquals(jdk(data), digest, "run " + run + ", seed " + SEED);
    }
    assertArrayEquals(jdk(new byte[0]), Sha512.of());
  }

  private static byte[] jdk(byte[] data) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-512").digest(data);
  }
}
