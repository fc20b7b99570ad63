package io.blackroad.mesh.govern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunCostsTest {
  @Test
  void oneLuckyRunDoesNotMakeTheOthersWaitings() {
    RunCosts costs = new RunCosts();
    TokenBatch text = new TokenBatch(List.of(new int[100]));
    costs.ran(text, 38_000, 0);
    long thought = 0;
    for (int i = 0; i < 200; i++) {
      thought = costs.ran(text, i % 2 == 0 ? 46_000 : 54_000, i);
    }
    assertTrue(Math.abs(thought - 50_000) < 3_000, thought + " micros, the mean is 50,000");

    for (int i = 0; i < 200; i++) {
      thought = costs.ran(text, 100_000, 200 + i);
    }
    assertTrue(thought < 54_000, thought + " micros; the rest of 100,000 it waited");
  }

  private final RunCosts costs = new RunCosts();

  private static TokenBatch batch(int tokens) {
    return new TokenBatch(List.of(new int[tokens]));
  }

  private static List<int[]> texts(int count, int tokens) {
    return Collections.nCopies(count, new int[tokens]);
  }

  @Test
  void beginsWithOneText() {
    assertEquals(1, costs.texts(texts(9, 5), 0));
    assertEquals(RunCosts.RUN_MICROS_MAX, costs.expectedMicros(batch(5)));
  }

  @Test
  void runsAsManyTogetherAsFitInAHundredMillis() {
    costs.ran(batch(100), 50_000, 0); // 500 µs a token
    assertEquals(2, costs.texts(texts(9, 100), 0));
    assertEquals(4, costs.texts(texts(9, 50), 0));
    assertEquals(1, costs.texts(texts(9, 101), 0));
    assertEquals(2, costs.texts(texts(9, 20), 7), "only two are left");
  }

  @Test
  void aTextThatIsTooLongAloneRunsAlone() {
    costs.ran(batch(100), 50_000, 0);
    assertEquals(1, costs.texts(texts(3, 512), 0));
  }

  @Test
  void aCostThatRisesCountsAtOnceAndFallsSlowly() {
    costs.ran(batch(100), 10_000, 0);
    costs.ran(batch(100), 50_000, 100);
    assertEquals(2, costs.texts(texts(9, 100), 0));
    costs.ran(batch(100), 10_000, 200);
    assertEquals(2, costs.texts(texts(9, 100), 0));
    for (int i = 0; i < 40; i++) {
      costs.ran(batch(100), 10_000, 300 + i);
    }
    assertEquals(4, costs.texts(texts(9, 100), 0));
  }

  /** With a cost that wanders, a run of several texts is over in time but for that wandering. */
  @Test
  void noRunOfSeveralTextsIsTooLong() {
    for (int seed = 1; seed <= 2_000; seed++) {
      SimRandom random = new SimRandom(seed);
      RunCosts measured = new RunCosts();
      long nanos = 20_000L + random.below(1_000_000);
      for (int i = 0; i < 50; i++) {
        List<int[]> texts = new ArrayList<>();
        for (int text = 0; text < 8; text++) {
          texts.add(new int[1 + random.below(400)]);
        }
        int count = measured.texts(texts, 0);
        TokenBatch run = new TokenBatch(texts.subList(0, count));
        long micros = run.tokens() * (nanos - random.below((int) nanos / 4)) / 1_000;
        if (i > 0 && count > 1) {
          assertTrue(micros <= RunCosts.RUN_MICROS_MAX * 4 / 3, micros + " µs, seed " + seed);
        }
        measured.ran(run, micros, i * 1_000L);
      }
    }
  }

  @Test
  void whatARunTookBeyondItsLikeWasWaiting() {
    assertEquals(60_000, costs.ran(batch(100), 60_000, 0));
    assertEquals(50_000, costs.ran(batch(100), 50_000, 100), "never more than it took");
    assertEquals(59_375, costs.ran(batch(100), 180_000, 400), "a sixteenth nearer to 50,000");
    assertEquals(65_312, costs.ran(batch(110), 180_000, 700), "of the same kind");
    assertEquals(9_000, costs.ran(batch(10), 9_000, 800), "a kind of its own");
  }

  @Test
  void isSlowOnceNothingWasQuickForTenSeconds() {
    costs.ran(batch(100), 50_000, 0);
    long now = 0;
    for (; now < RunCosts.SLOW_MILLIS; now += 500) {
      costs.ran(batch(100), 100_000, now);
      assertFalse(costs.slow(), "at " + now);
    }
    costs.ran(batch(100), 100_000, now);
    assertTrue(costs.slow());
    costs.ran(batch(100), 99_000, now + 500);
    assertFalse(costs.slow());
  }

  @Test
  void twoSlowRunsLongApartAreNothing() {
    costs.ran(batch(100), 50_000, 0);
    for (long now = 0; now < 200_000; now += RunCosts.SLOW_MILLIS + 1) {
      costs.ran(batch(100), 500_000, now);
      assertFalse(costs.slow());
    }
  }

  @Test
  void aDeviceThatStaysSlowIsTakenAsItIs() {
    costs.ran(batch(100), 50_000, 0);
    int rests = 0;
    for (long now = 0; now < 3_600_000; now += 500) {
      costs.ran(batch(100), 120_000, now);
      if (costs.slow()) {
        rests++;
        costs.rest();
      }
    }
    assertTrue(rests >= 1 && rests <= 4, rests + " rests");
  }
}
