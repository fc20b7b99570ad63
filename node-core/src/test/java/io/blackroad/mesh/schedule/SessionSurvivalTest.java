package io.blackroad.mesh.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionSurvivalTest {
  private static final long[] AGES = {0, 10_000, 60_000, 600_000, 3_600_000};

  private final SessionSurvival survival = new SessionSurvival();

  @Test
  void beginsWithItsPrior() {
    assertEquals(0.5, survival.survives(0, SessionSurvival.MEDIAN_MILLIS), 0.02);
    for (long age : AGES) {
      assertEquals(
          Math.pow(2, -Math.sqrt(age / 300_000.0)), survival.survives(0, age), 0.02, "at " + age);
    }
    // The mean of a Weibull of shape 1/2 is 2 x scale, its scale median / ln(2)^2.
    assertEquals(
        2 * 300_000 / (Math.log(2) * Math.log(2)), (double) survival.expectedRestMillis(0), 9e4);
  }

  @Test
  void expectsMoreOfThoseWhoHaveStayed() {
    for (int age = 1; age < AGES.length; age++) {
      assertTrue(survival.hazard(AGES[age]) < survival.hazard(AGES[age - 1]));
      assertTrue(
          survival.expectedRestMillis(AGES[age]) > survival.expectedRestMillis(AGES[age - 1]));
      assertTrue(survival.survives(AGES[age], 10_000) > survival.survives(AGES[age - 1], 10_000));
    }
  }

  @Test
  void isAChanceWhateverIsAsked() {
    for (long age : new long[] {0, 999, 1_000, 1_499, 1_500, 200_000_000, Long.MAX_VALUE / 4}) {
      double chance = survival.survives(age, 1_000);
      assertTrue(chance > 0 && chance < 1, age + ": " + chance);
      assertEquals(1, survival.survives(age, 0));
      assertTrue(survival.expectedRestMillis(age) > 0);
    }
    assertEquals(0, survival.survives(0, Long.MAX_VALUE / 4));
  }

  @Test
  void learnsWhatSessionsReallyDo() {
    sample(20_000, 30_000, 0.8, Long.MAX_VALUE);
    assertLearned(30_000, 0.8);
  }

  @Test
  void isNotMisledBySessionsThatStillRun() {
    sample(20_000, 30_000, 0.8, 40_000);
    for (long age : new long[] {2_000, 10_000, 30_000}) {
      assertEquals(truth(30_000, 0.8, (double) age), survival.survives(0, age), 0.02, "at " + age);
    }
  }

  @Test
  void followsWhenVisitorsChange() {
    sample(20_000, 600_000, 1, Long.MAX_VALUE);
    sample(60_000, 20_000, 1, Long.MAX_VALUE);
    assertLearned(20_000, 1);
  }

  private void assertLearned(double median, double shape) {
    for (double part : new double[] {0.1, 0.5, 1, 2}) {
      long age = (long) (median * part);
      assertEquals(
          truth(median, shape, (double) age), survival.survives(0, age), 0.02, "at " + age);
    }
  }

  /**
   * Sessions of a Weibull distribution, watched in steps and until {@code watchedMillis} at most.
   */
  private void sample(int sessions, double median, double shape, long watchedMillis) {
    Random random = new Random(5);
    for (int session = 0; session < sessions; session++) {
      double halvings = -Math.log(1 - random.nextDouble()) / Math.log(2);
      long length = (long) (median * Math.pow(halvings, 1 / shape));
      long seen = Math.min(length, watchedMillis);
      survival.lived(0, seen / 3);
      survival.lived(seen / 3, seen);
      if (length <= watchedMillis) {
        survival.ended(length);
      }
    }
  }

  private static double truth(double median, double shape, double age) {
    return Math.pow(2, -Math.pow(age / median, shape));
  }
}
