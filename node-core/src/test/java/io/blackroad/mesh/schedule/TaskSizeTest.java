package io.blackroad.mesh.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import org.junit.jupiter.api.Test;

class TaskSizeTest {
  @Test
  void isTheLargestWhereSessionsAreLong() {
    assertEquals(NodeLimits.TASK_TOKENS_MAX, TaskSize.tokens(100, 600_000, 1_000));
  }

  @Test
  void isYoungsOptimumBetweenTheBounds() {
    // sqrt(2 * 50 ms * 10 s) = 1 s of work; at 5 ms a token that is 200 tokens.
    assertEquals(200, TaskSize.tokens(50, 10_000, 5_000));
  }

  @Test
  void shrinksWithTheSessionsAndStaysWorthItsMessages() {
    int last = Integer.MAX_VALUE;
    for (long rest = 64_000; rest >= 1; rest /= 4) {
      int tokens = TaskSize.tokens(50, (double) rest, 5_000);
      assertTrue(tokens <= last);
      last = tokens;
    }
    assertEquals(TaskSize.TOKENS_MIN, last);
    assertEquals(TaskSize.TOKENS_MIN, TaskSize.tokens(-1, -1, 0));
  }
}
