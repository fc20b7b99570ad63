package io.blackroad.mesh.conformance;

import io.blackroad.mesh.SeededBytes;
import java.util.Arrays;

/** Bytes changed a little, the way that an attacker or a bad line does. */
public final class Mutation {
  private Mutation() {}

  /** A copy of {@code bytes}, not empty, with one to three changes. */
  public static byte[] of(byte[] bytes, SeededBytes random) {
    byte[] mutated = bytes;
    for (int changes = 1 + random.below(3); changes > 0; changes--) {
      mutated = once(mutated, random);
    }
    return mutated;
  }

  private static byte[] once(byte[] bytes, SeededBytes random) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length);
    if (copy.length == 0) {
      return random.bytes(1);
    }
    int at = random.below(copy.length);
    switch (random.below(6)) {
      case 0 -> copy[at] ^= (byte) (1 << random.below(8));
      case 1 -> copy[at] = (byte) random.next();
      case 2 -> copy = Arrays.copyOf(copy, at);
      case 3 -> copy = Arrays.copyOf(copy, copy.length + 1 + random.below(8));
      case 4 -> copy = without(copy, at);
      default -> copy[at] = copy[random.below(copy.length)];
    }
    return copy;
  }

  private static byte[] without(byte[] bytes, int at) {
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
    return shorter;
  }
}
