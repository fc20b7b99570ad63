package io.blackroad.mesh.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TurnHeapTest {
  private static final int ITEMS = 200;
  private static final int STEPS = 50_000;

  private final TurnHeap<Integer> heap = new TurnHeap<>();
  private final List<Turn<Integer>> turns = new ArrayList<>();

  /** The same heap as a list: who came first stands first among equals. */
  private final List<Turn<Integer>> line = new ArrayList<>();

  @Test
  void alwaysNamesTheOneWhoseTurnItIs() {
    Random random = new Random(7);
    for (int item = 0; item < ITEMS; item++) {
      turns.add(new Turn<>(item));
    }
    for (int step = 0; step < STEPS; step++) {
      Turn<Integer> turn = turns.get(random.nextInt(ITEMS));
      line.remove(turn);
      if (random.nextInt(3) == 0) {
        turn.leave();
      } else {
        heap.put(turn, random.nextInt(20));
        line.add(turn);
      }
      assertEquals(line.size(), heap.size());
      assertEquals(line.stream().min(byKey()).orElse(null), heap.first(), "step " + step);
    }
  }

  @Test
  void letsEqualsLeaveInTheOrderInWhichTheyCame() {
    for (int item = 0; item < 20; item++) {
      heap.put(new Turn<>(item), 5);
    }
    List<Integer> left = new ArrayList<>();
    for (Turn<Integer> turn = heap.first(); turn != null; turn = heap.first()) {
      left.add(turn.item);
      turn.leave();
    }
    assertEquals(java.util.stream.IntStream.range(0, 20).boxed().toList(), left);
  }

  @Test
  void looksPastTheExcludedAndLeavesThemWhereTheyWere() {
    for (int item = 0; item < 20; item++) {
      heap.put(new Turn<>(item), item / 3);
    }
    assertEquals(4, heap.firstWithout(item -> item < 4));
    assertNull(heap.firstWithout(item -> true));
    for (int item = 0; item < 20; item++) {
      Turn<Integer> first = heap.first();
      assertEquals(item, first == null ? null : first.item);
      heap.remove(java.util.Objects.requireNonNull(first));
    }
  }

  private static Comparator<Turn<Integer>> byKey() {
    return Comparator.comparingLong(turn -> turn.key);
  }
}
