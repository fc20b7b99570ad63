package io.blackroad.mesh.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.hash.Hex;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathDigitsTest {
  private final Random random = new Random(7);

  @Test
  void writesEveryPathAsIfItWereTheFirst() {
    PathDigits digits = new PathDigits();
    List<byte[]> path = List.of();
    for (int i = 0; i < 1_000; i++) {
      path = neighbour(path);
      assertEquals(Hex.ofAll(path), digits.of(path), "path " + i);
    }
  }

  /** Longer or shorter, and equal from some height on up to the root. */
  private List<byte[]> neighbour(List<byte[]> path) {
    int shared = random.nextInt(path.size() + 1);
    List<byte[]> next = new ArrayList<>();
    for (int own = random.nextInt(4); own > 0; own--) {
      byte[] hash = new byte[32];
      random.nextBytes(hash);
      next.add(hash);
    }
    next.addAll(path.subList(path.size() - shared, path.size()));
    return next;
  }
}
