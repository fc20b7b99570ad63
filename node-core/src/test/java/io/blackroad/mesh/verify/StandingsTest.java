package io.blackroad.mesh.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.verify.Verdict.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingsTest {
  private static final long TODAY = 20_000;

  /** Nodes a and b agree, x dissents, y is excused. */
  private static Verdict.Agreed verdict(Method method, double errorChance, int voices) {
    return new Verdict.Agreed(
        method,
        Booth.RIGHT,
        voices > 1 ? List.of("n_a", "n_b") : List.of("n_a"),
        List.of("n_x"),
        List.of("n_y"),
        new Verdict.Certainty(errorChance, voices));
  }

  private static Standing standing(String nodeId, long passed, int strikes) {
    Standing.Accrual accrual = new Standing.Accrual(7, TODAY, 3);
    return new Standing(nodeId, passed, strikes, "", 11, 13, accrual);
  }

  private static Standing after(String nodeId, long passed, Verdict.Agreed verdict) {
    return Standings.after(standing(nodeId, passed, 0), verdict, "t_1");
  }

  @Test
  void checkIsPassedOnlyBesideAnotherVoiceOrTheSeed() {
    assertEquals(6, after("n_a", 5, verdict(Method.QUORUM, 1e-5, 2)).passed());
    assertEquals(6, after("n_a", 5, verdict(Method.SEED, 0, 1)).passed());
    assertEquals(5, after("n_a", 5, verdict(Method.CREDIBILITY, 1e-5, 1)).passed());
    assertEquals(5, after("n_a", 5, verdict(Method.UNCHECKED, 0.2, 1)).passed());
  }

  @Test
  void seedsWordMakesANodeCredibleButNeverProven() {
    Standing standing = standing("n_a", 0, 0);
    for (int i = 0; i < 10_000; i++) {
      standing = Standings.after(standing, verdict(Method.SEED, 0, 1), "t_1");
    }
    assertEquals(Standings.PASSED_BY_SEED_MAX, standing.passed());
    assertTrue(Credibility.DEFAULT.errorChance(standing.passed()) > 1e-3);
    assertEquals(21, after("n_a", 20, verdict(Method.QUORUM, 1e-5, 2)).passed());
  }

  @Test
  void oneFailedCheckBarsWithAReasonThatCanBeRead() {
    Standing barred = after("n_x", 5_000, verdict(Method.QUORUM, 1e-5, 2));
    assertEquals(
        "The result for task t_1 differs from what 2 others computed independently. So that"
            + " everybody gets right results, this seed takes no more work from this node.",
        barred.barred());
    assertTrue(
        after("n_x", 0, verdict(Method.SEED, 0, 1))
            .barred()
            .contains("differs from what this seed computed itself"));
  }

  @Test
  void firstReasonStays() {
    Standing once = after("n_x", 0, verdict(Method.QUORUM, 1e-5, 2));
    assertEquals(once.barred(), Standings.faulty(once, "t_2", "no shape").barred());
  }

  @Test
  void weakEvidenceCostsTheHistoryAndNoEvidenceNothing() {
    Standing doubted = after("n_x", 500, verdict(Method.QUORUM, 0.06, 2));
    assertEquals(0, doubted.passed());
    assertFalse(doubted.isBarred());
    assertEquals(standing("n_x", 500, 0), after("n_x", 500, verdict(Method.UNCHECKED, 0.6, 1)));
  }

  @Test
  void anotherEnginesRoundingIsNoLie() {
    assertEquals(standing("n_y", 5, 0), after("n_y", 5, verdict(Method.QUORUM, 1e-5, 2)));
  }

  @Test
  void moneyIsNotTouched() {
    Standing barred = after("n_x", 5, verdict(Method.QUORUM, 1e-5, 2));
    assertEquals(11, barred.escrowUnits());
    assertEquals(13, barred.paidUnits());
    assertEquals(new Standing.Accrual(7, TODAY, 3), barred.accrual());
  }

  @Test
  void thirdWithheldRevealBars() {
    Standing twice = Standings.withheld(Standings.withheld(standing("n_a", 5, 0)));
    assertEquals(2, twice.strikes());
    assertFalse(twice.isBarred());
    assertTrue(Standings.withheld(twice).barred().contains("3 times"));
  }

  @Test
  void hundredPassedChecksForgiveAStrike() {
    Verdict.Agreed agreed = verdict(Method.QUORUM, 1e-5, 2);
    assertEquals(2, Standings.after(standing("n_a", 98, 2), agreed, "t_1").strikes());
    assertEquals(1, Standings.after(standing("n_a", 99, 2), agreed, "t_1").strikes());
    assertEquals(0, Standings.after(standing("n_a", 99, 0), agreed, "t_1").strikes());
  }

  @Test
  void faultyRevealBarsAtOnce() {
    Standing barred = Standings.faulty(standing("n_a", 5_000, 0), "t_1", "wrong shape");
    assertTrue(barred.barred().contains("wrong shape"));
  }

  @Test
  void standingHalvesForEachMonthAway() {
    Standing old = standing("n_a", 1_000, 1);
    assertSame(old, Standings.returning(old, TODAY + 29));
    assertEquals(500, Standings.returning(old, TODAY + 30).passed());
    assertEquals(125, Standings.returning(old, TODAY + 119).passed());
    assertEquals(0, Standings.returning(old, TODAY + 36_500).passed());
  }

  @Test
  void returningTwiceOnOneDayHalvesOnce() {
    Standing back = Standings.returning(standing("n_a", 1_000, 1), TODAY + 30);
    assertSame(back, Standings.returning(back, TODAY + 30));
    assertEquals(new Standing.Accrual(7, TODAY + 30, 0), back.accrual());
  }
}
