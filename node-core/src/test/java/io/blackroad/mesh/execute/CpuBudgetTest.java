package io.blackroad.mesh.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CpuBudgetTest {
  private long nowMillis = 10_000;

  /** Works whenever it may, in slices of {@code sliceMillis}; returns the share of time at work. */
  private double share(CpuBudget budget, long sliceMillis, long forMillis) {
    long end = nowMillis + forMillis;
    long busyMillis = 0;
    while (nowMillis < end) {
      nowMillis = Math.max(nowMillis, budget.readyAtMillis());
      nowMillis += sliceMillis;
      busyMillis += sliceMillis;
      budget.used(sliceMillis * 1_000, nowMillis);
    }
    return 100.0 * busyMillis / (nowMillis - end + forMillis);
  }

  @Test
  void keepsToItsShareWhateverTheSlice() {
    for (int percent : new int[] {5, 10, 25, 50, 75, 100}) {
      for (long slice : new long[] {1, 20, 90}) {
        double share = share(new CpuBudget(percent, nowMillis), slice, 60_000);
        assertEquals(percent, share, 1.5, percent + " % in slices of " + slice + " ms");
      }
    }
  }

  @Test
  void idleTimeBuysNoBurst() {
    CpuBudget budget = new CpuBudget(50, nowMillis);
    nowMillis += 60_000;
    assertTrue(share(budget, 20, 1_000) < 55);
  }

  @Test
  void newShareHoldsAtOnce() {
    CpuBudget budget = new CpuBudget(100, nowMillis);
    share(budget, 20, 5_000);
    budget.cap(10, nowMillis);
    assertEquals(10, share(budget, 20, 20_000), 1);
  }

  @Test
  void gaugeShowsTheLastTwoSecondsOnly() {
    CpuBudget budget = new CpuBudget(50, nowMillis);
    share(budget, 20, 5_000);
    assertEquals(50, budget.busyPercent(nowMillis), 4);
    assertEquals(0, budget.busyPercent(nowMillis + 2_500));
  }

  @Test
  void refusesSharesThatMeanNothing() {
    assertThrows(IllegalArgumentException.class, () -> new CpuBudget(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new CpuBudget(101, 0));
  }
}
