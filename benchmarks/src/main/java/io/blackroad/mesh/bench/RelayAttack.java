package io.blackroad.mesh.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Nodes that mean harm: pairs that send without end as large frames, and as small ones, as they
 * may, and pairs of which the one who is sent to does not read. Joins, says so, and attacks until
 * it is killed.
 */
final class RelayAttack {
  private static final int PAIRS = 4;
  private static final int LARGE_BYTES = 16 << 10;
  private static final int SMALL_BYTES = 2;
  private static final int LARGE_WINDOW = 48;
  private static final int SMALL_WINDOW = 4_096;
  private static final double TURN_SECONDS = 0.05;

  private RelayAttack() {}

  /** Takes the seed's URL and the hash of its code. */
  public static void main(String[] arguments) throws IOException {
    URI seed = URI.create(arguments[0]);
    try (RelayLoad large = new RelayLoad(pairs(seed, arguments[1], 0), LARGE_BYTES, LARGE_WINDOW);
        RelayLoad small = new RelayLoad(pairs(seed, arguments[1], 1), SMALL_BYTES, SMALL_WINDOW);
        RelayLoad deaf = new RelayLoad(pairs(seed, arguments[1], 2), LARGE_BYTES, LARGE_WINDOW)) {
      deaf.deafen();
      System.out.println("attacking");
      boolean slowReadersLast = true;
      while (true) {
        large.run(TURN_SECONDS, () -> 0);
        small.run(TURN_SECONDS, () -> 0);
        slowReadersLast = slowReadersLast && attack(deaf);
      }
    }
  }

  /** False once the seed has cut one of those who do not read. */
  private static boolean attack(RelayLoad deaf) {
    try {
      deaf.run(TURN_SECONDS, () -> 0);
      return true;
    } catch (IOException | java.io.UncheckedIOException cut) {
      return false;
    }
  }

  private static List<RelayPair> pairs(URI seed, String code, int kind) throws IOException {
    return RelayPair.several(
        PAIRS, i -> RelayPair.atSeed(seed, "https://attack-" + kind + "-" + i + ".example", code));
  }
}
