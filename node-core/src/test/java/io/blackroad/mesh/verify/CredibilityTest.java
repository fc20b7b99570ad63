package io.blackroad.mesh.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.SimRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredibilityTest {
  private static final Credibility MESH = Credibility.DEFAULT;

  /** Worked by hand: 0.2 / (0.8 * 2.718281828459045 * k) = 0.0919698602928606 / k. */
  @ParameterizedTest
  @CsvSource({
    "0.2, 0, 0.2",
    "0.2, 1, 0.0919698602928606",
    "0.2, 2, 0.0459849301464303",
    "0.2, 20, 0.00459849301464303",
    "0.2, 919, 0.000100076017728902",
    "0.2, 920, 0.0000999672394487615",
    "0.2, 1000000, 9.19698602928606e-8",
    "0.5, 0, 0.5",
    "0.5, 1, 0.36787944117144233",
    "0.01, 1, 0.0037159539512266"
  })
  void errorChanceIsWhatTheFormulaSays(double faulty, long passed, double errorChance) {
    assertEquals(errorChance, new Credibility(faulty).errorChance(passed), 1e-12 * errorChance);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "0.2, 0",
    "0.19, 1",
    "0.0919698, 2",
    "0.06, 2",
    "0.01, 10",
    "0.001, 92",
    "0.0001, 920",
    "0.000001, 91970",
    "0, 9223372036854775807"
  })
  void loneResultIsAcceptedAfter(double errorMax, long passed) {
    assertEquals(passed, MESH.provenAfter(errorMax));
  }

  @Test
  void oneCheckMoreNeverMakesANodeLessCredible() {
    double before = MESH.errorChance(0);
    for (long passed = 1; passed < 10_000; passed++) {
      double now = MESH.errorChance(passed);
      assertTrue(now <= before, "after " + passed);
      before = now;
    }
    assertEquals(MESH.errorChance(Credibility.PASSED_MAX), MESH.errorChance(Long.MAX_VALUE), 0.0);
    assertTrue(MESH.errorChance(Long.MAX_VALUE) >= Voice.ERROR_MIN);
  }

  @Test
  void refusesSharesThatMakeNoSense() {
    for (double share : new double[] {0, -0.1, 0.51, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new Credibility(share));
    }
    assertThrows(IllegalArgumentException.class, () -> MESH.errorChance(-1));
  }

  /**
   * A fifth of the nodes lie at the rate that suits them best against k checks, 1/(k+1). Of the
   * results of those that survive, no more are wrong than the formula says, and nearly as many: the
   * bound is not a loose one.
   */
  @ParameterizedTest
  @CsvSource({"1", "2", "5", "20"})
  void boundsWhatTheWorstLiarGetsThrough(int passed) {
    SimRandom random = new SimRandom(passed);
    int lieOneIn = passed + 1;
    long results = 0;
    long wrong = 0;
    for (int node = 0; node < 2_000_000; node++) {
      boolean liar = random.below(5) == 0;
      if (liar && !survives(random, passed, lieOneIn)) {
        continue;
      }
      results++;
      wrong += liar && random.below(lieOneIn) == 0 ? 1 : 0;
    }
    double observed = (double) wrong / results;
    double predicted = MESH.errorChance(passed);
    double noise = 4 * Math.sqrt(predicted / results);
    assertTrue(observed <= predicted + noise, observed + " > " + predicted);
    assertTrue(observed >= predicted / 2, observed + " is far below " + predicted);
  }

  private static boolean survives(SimRandom random, int checks, int lieOneIn) {
    for (int i = 0; i < checks; i++) {
      if (random.below(lieOneIn) == 0) {
        return false;
      }
    }
    return true;
  }
}
