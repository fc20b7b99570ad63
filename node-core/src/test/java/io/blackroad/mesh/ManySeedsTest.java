package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.blackroad.mesh.sim.Scenario;
import io.blackroad.mesh.sim.Scenario.Outcome;
import io.blackroad.mesh.sim.Scenario.Size;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of random meshes: visitors come, leave, freeze and lie, links break, the seed is killed.
 * What must hold, holds in each. A failure names its seed; {@code ./mesh sim N} replays it.
 */
class ManySeedsTest {
  private static final int RUNS = 150;

  @Test
  void invariantsHoldInEveryRun() {
    int admitted = 0;
    for (long seed = 1; seed <= RUNS; seed++) {
      Outcome outcome = Scenario.play(seed, Size.drawn());
      assertEquals("", outcome.problem(), "./mesh sim " + seed);
      admitted += outcome.admitted() ? 1 : 0;
    }
    assertEquals(RUNS, admitted, "a job was lost before it was stored");
  }

  @Test
  void sameSeedSameRun() {
    String hash = Scenario.play(42, Size.drawn()).lastHash();
    assertEquals(hash, Scenario.play(42, Size.drawn()).lastHash());
    assertNotEquals(hash, Scenario.play(43, Size.drawn()).lastHash());
  }

  @Test
  void jobOfManyVisitorsIsFinishedToo() {
    assertEquals("", Scenario.play(7, new Size(60, 400)).problem(), "./mesh sim 7 --nodes 60");
  }
}
