package io.blackroad.mesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimClockTest {
  private record Ran(long atMillis, int order) {}

  private final SimClock clock = new SimClock();
  private final List<Ran> ran = new ArrayList<>();

  private void schedule(long delayMillis, int order) {
    long at = clock.monotonicMillis() + delayMillis;
    clock.after(
        delayMillis,
        () -> {
          assertEquals(at, clock.monotonicMillis());
          ran.add(new Ran(at, order));
        });
  }

  @Test
  void runsEventsInTheOrderOfTheirTimesAndThenOfTheirCalls() {
    SimRandom random = new SimRandom(3);
    int order = 0;
    for (int round = 0; round < 2_000; round++) {
      for (int i = random.below(4); i > 0; i--) {
        schedule(random.below(random.chance(20) ? 60_000 : 50), order++);
      }
      clock.runNext(clock.monotonicMillis() + random.below(40));
    }
    boolean more = true;
    while (more) {
      more = clock.runNext(Long.MAX_VALUE);
    }
    assertEquals(order, ran.size());
    List<Ran> sorted = new ArrayList<>(ran);
    sorted.sort(Comparator.comparingLong(Ran::atMillis).thenComparingInt(Ran::order));
    assertEquals(sorted, ran);
  }

  @Test
  void anEventBeyondTheWheelKeepsItsPlaceBeforeOneThatWasScheduledLaterForTheSameTime() {
    schedule(10_000, 1);
    schedule(9_990, 0);
    clock.runNext(9_990);
    schedule(10, 2);
    while (clock.runNext(20_000)) {
      assertFalse(ran.isEmpty());
    }
    assertEquals(List.of(new Ran(9_990, 0), new Ran(10_000, 1), new Ran(10_000, 2)), ran);
  }

  @Test
  void movesToTheEndOfTheWaitWhenNothingIsDue() {
    schedule(500, 0);
    assertFalse(clock.runNext(499));
    assertEquals(499, clock.monotonicMillis());
    assertEquals(List.of(), ran);
  }
}
