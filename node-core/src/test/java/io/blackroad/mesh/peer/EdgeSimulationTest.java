package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Thousands of pairs on lines that fail in every way that we know; a failure names its seed. */
class EdgeSimulationTest {
  private static final int RUNS = 2_000;

  @Test
  void everyByteArrivesInOrderOnceOrBothEndsSayThatItDoesNot() {
    int moved = 0;
    int attempts = 0;
    Map<EdgeRun.Forever, Integer> forever = new EnumMap<>(EdgeRun.Forever.class);
    for (long seed = 1; seed <= RUNS; seed++) {
      EdgeRun.Outcome outcome = EdgeRun.play(seed);
      assertEquals("", outcome.problem(), "EdgeRun.play(" + seed + ")");
      moved += outcome.moves() > 1 ? 1 : 0;
      attempts += outcome.attempts();
      if (outcome.forever() != null) {
        forever.merge(outcome.forever(), 1, Integer::sum);
      }
    }
    assertTrue(moved > RUNS / 2, moved + " runs changed their route");
    assertTrue(attempts > RUNS, attempts + " direct connections were tried");
    assertEquals(3, forever.size(), forever::toString);
  }
}
