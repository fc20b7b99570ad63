package io.blackroad.mesh.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.SeededBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** Held against the JDK's own SHA-256. */
class Sha256Test {
  private static final long SEED = 20_260_101;

  private final Sha256 sha = new Sha256();

  @Test
  void givesTheStandardsOwnExamples() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Hex.of(sha.sha256("abc".getBytes(StandardCharsets.US_ASCII))));
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Hex.of(sha.sha256(new byte[0])));
  }

  @Test
  void agreesWithTheJdkAtEveryLengthAroundABlock() throws NoSuchAlgorithmException {
    SeededBytes random = new SeededBytes(SEED);
    for (int length = 0; length <= 300; length++) {
      byte[] data = random.bytes(length);
      assertArrayEquals(jdk(data), sha.sha256(data), "length " + length + ", seed " + SEED);
    }
  }

  @Test
  void agreesWithTheJdkOnLongInput() throws NoSuchAlgorithmException {
    byte[] data = new SeededBytes(SEED).bytes(1 << 20);
    assertArrayEquals(jdk(data), sha.sha256(data));
  }

  @Test
  void takesPiecesOfAnyLength() throws NoSuchAlgorithmException {
    SeededBytes random = new SeededBytes(SEED);
    for (int run = 0; run < 500; run++) {
      byte[] data = random.bytes(random.below(400));
      int at = 0;
      while (at < data.length) {
        int piece = Math.min(data.length - at, random.below(150));
        sha.update(data, at, piece);
        at += piece;
      }
      assertArrayEquals(jdk(data), sha.digest(), "run " + run + ", seed " + SEED);
    }
  }

  @Test
  void beginsAnewAfterADigest() {
    byte[] once = sha.sha256(new byte[] {1});
    sha.update(new byte[100], 0, 100);
    assertArrayEquals(once, sha.sha256(new byte[] {1}));
  }

  @Test
  void refusesARangeOutsideTheArray() {
    byte[] data = new byte[8];
    assertThrows(IllegalArgumentException.class, () -> sha.update(data, 1, 8));
    assertThrows(IllegalArgumentException.class, () -> sha.update(data, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> sha.update(data, 8, Integer.MAX_VALUE));
  }

  private static byte[] jdk(byte[] data) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(data);
  }
}
