package io.blackroad.mesh.port;

import java.util.Arrays;
import java.util.List;

/**
 * What every {@link Entropy} keeps. Each check of chance fails a good source less than once in
 * 2^60.
 */
public final class EntropyContract {
  private static final int BYTE_VALUES = 256;

  private EntropyContract() {}

  /** What {@code entropy} breaks. */
  public static List<String> violations(Entropy entropy) {
    Violations violations = new Violations();
    entropy.fill(new byte[0]);
    violations.unless(
        !Arrays.equals(filled(entropy, 32), filled(entropy, 32)), "two nonces are the same");
    // Browsers give at most 65,536 bytes a call: the last ones of a longer array are easily
    // forgotten.
    byte[] long1 = filled(entropy, 200_000);
    violations.unless(
        !zero(long1, 65_528, 65_544) && !zero(long1, 199_984, 200_000),
        "the end of a long array stays as it was");
    int[] counts = new int[BYTE_VALUES];
    for (byte value : long1) {
      counts[value & 255]++;
    }
    int expected = long1.length / BYTE_VALUES;
    for (int value = 0; value < BYTE_VALUES; value++) {
      violations.unless(
          Math.abs(counts[value] - expected) < expected / 2,
          "byte " + value + " occurs " + counts[value] + " times of about " + expected);
    }
    return violations.list();
  }

  private static byte[] filled(Entropy entropy, int length) {
    byte[] bytes = new byte[length];
    entropy.fill(bytes);
    return bytes;
  }

  private static boolean zero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
