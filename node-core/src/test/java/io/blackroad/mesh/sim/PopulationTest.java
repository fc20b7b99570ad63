package io.blackroad.mesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.blackroad.mesh.sim.Population.Outcome;
import io.blackroad.mesh.sim.Population.Plan;
import io.blackroad.mesh.sim.Population.Size;
import io.blackroad.mesh.task.Confidence;
import org.junit.jupiter.api.Test;

class PopulationTest {
  private static Outcome play(long seed, String mix) {
    return Population.play(
        seed, new Plan(new Size(150, 1_500, Confidence.STANDARD), mix), pulse -> {});
  }

  @Test
  void sameSeedSameRun() {
    String hash = play(3, "everything").lastHash();
    assertEquals(hash, play(3, "everything").lastHash());
    assertNotEquals(hash, play(4, "everything").lastHash());
  }

  @Test
  void invariantsHoldInEveryMix() {
    for (String mix : Mix.NAMES) {
      assertEquals(
          "", play(5, mix).problem(), "./mesh sim 5 --nodes 150 --tasks 1500 --mix " + mix);
    }
  }
}
