package io.blackroad.mesh.govern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.SimRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DutyCycleTest {
  private static final long WINDOW_MILLIS = 2_000;
  private static final int TRACES = 3_000;

  private long nowMillis = 10_000;

  /** A stretch of work. */
  private record Busy(long fromMillis, long toMillis) {
    long within(long from, long to) {
      return Math.max(0, Math.min(to, toMillis) - Math.max(from, fromMillis));
    }
  }

  /** Works whenever it may, in slices of {@code sliceMillis}; returns the share of time at work. */
  private double share(DutyCycle duty, long sliceMillis, long forMillis) {
    long end = nowMillis + forMillis;
    long busyMillis = 0;
    while (nowMillis < end) {
      nowMillis = Math.max(nowMillis, duty.readyAtMillis());
      duty.begin(sliceMillis * 1_000, nowMillis);
      nowMillis += sliceMillis;
      busyMillis += sliceMillis;
      duty.end(sliceMillis * 1_000, sliceMillis * 1_000);
    }
    return 100.0 * busyMillis / (nowMillis - end + forMillis);
  }

  @Test
  void keepsToItsShareWhateverTheSlice() {
    for (int percent : new int[] {5, 10, 25, 50, 75, 100}) {
      for (long slice : new long[] {1, 20, 90}) {
        double share = share(new DutyCycle(percent, nowMillis), slice, 60_000);
        assertEquals(percent, share, 1.5, percent + " % in slices of " + slice + " ms");
      }
    }
  }

  @Test
  void makesUpForTimersThatAreLate() {
    DutyCycle duty = new DutyCycle(75, nowMillis);
    long busyMillis = 0;
    long start = nowMillis;
    while (nowMillis < start + 60_000) {
      nowMillis = Math.max(nowMillis, duty.readyAtMillis()) + 5;
      duty.begin(20_000, nowMillis);
      nowMillis += 20;
      busyMillis += 20;
      duty.end(20_000, 20_000);
    }
    assertEquals(75, 100.0 * busyMillis / (nowMillis - start), 1);
  }

  @Test
  void idleTimeBuysNoBurst() {
    DutyCycle duty = new DutyCycle(50, nowMillis);
    nowMillis += 60_000;
    assertTrue(share(duty, 20, 1_000) < 56);
  }

  @Test
  void anotherShareHoldsAtOnce() {
    DutyCycle duty = new DutyCycle(100, nowMillis);
    share(duty, 20, 5_000);
    duty.share(10, nowMillis);
    assertEquals(10, share(duty, 20, 20_000), 1);
  }

  @Test
  void refusesSharesThatMeanNothing() {
    assertThrows(IllegalArgumentException.class, () -> new DutyCycle(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new DutyCycle(101, 0));
  }

  /**
   * Runs of random lengths with random idle times between them, of which some are forgotten by a
   * timer; the longest run is known only once it has ended.
   */
  @Test
  void noStretchOfTwoSecondsHasMoreThanTheShareAndOneRun() {
    for (int seed = 1; seed <= TRACES; seed++) {
      SimRandom random = new SimRandom(seed);
      int percent = 1 + random.below(100);
      DutyCycle duty = new DutyCycle(percent, nowMillis);
      List<Busy> runs = new ArrayList<>();
      long longest = 0;
      for (int i = 0; i < 100; i++) {
        long idle = random.below(4) == 0 ? random.below(5_000) : random.below(20);
        nowMillis = Math.max(nowMillis + idle, duty.readyAtMillis());
        long millis = 1L + random.below(random.below(10) == 0 ? 400 : 100);
        long expected = 1L + random.below(100_000);
        duty.begin(expected, nowMillis);
        runs.add(new Busy(nowMillis, nowMillis + millis));
        nowMillis += millis;
        longest = Math.max(longest, millis);
        duty.end(expected, millis * 1_000);
      }
      assertWithin(runs, percent, longest, seed);
    }
  }

  /** The use of a window is greatest where it begins with a run or ends with one. */
  private static void assertWithin(List<Busy> runs, int percent, long longest, int seed) {
    double allowed = percent * (WINDOW_MILLIS + DutyCycle.CREDIT_MILLIS_MAX) / 100.0 + longest + 1;
    for (Busy edge : runs) {
      for (long from : new long[] {edge.fromMillis, edge.toMillis - WINDOW_MILLIS}) {
        long busy = 0;
        for (Busy run : runs) {
          busy += run.within(from, from + WINDOW_MILLIS);
        }
        assertTrue(busy <= allowed, busy + " ms of " + allowed + ", seed " + seed);
      }
    }
  }

  /** Three executors ask as often as they like; what they use together is what one may. */
  @Test
  void executorsShareOneShare() {
    for (int seed = 1; seed <= 200; seed++) {
      SimRandom random = new SimRandom(seed);
      int percent = 5 + random.below(96);
      DutyCycle duty = new DutyCycle(percent, nowMillis);
      long start = nowMillis;
      long busyMillis = 0;
      long[] endsAt = new long[3];
      for (; nowMillis < start + 60_000; nowMillis++) {
        for (int executor = 0; executor < endsAt.length; executor++) {
          if (endsAt[executor] == nowMillis) {
            duty.end(30_000, 30_000);
          }
          if (endsAt[executor] <= nowMillis && nowMillis >= duty.readyAtMillis()) {
            duty.begin(30_000, nowMillis);
            endsAt[executor] = nowMillis + 30;
            busyMillis += 30;
          }
        }
      }
      assertEquals(percent, busyMillis / 600.0, 1, "seed " + seed);
    }
  }
}
