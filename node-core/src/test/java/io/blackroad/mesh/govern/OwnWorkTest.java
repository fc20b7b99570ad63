package io.blackroad.mesh.govern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.TokenBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the node does beside its runs: its link, its checks, its receipts. */
class OwnWorkTest {
  private static final ModelSpec MODEL =
      new ModelSpec("m", "sha256:a", 1, "r", "sha256:0", "basic", 8, 128, Pooling.MEAN, false);

  private static final TokenBatch TEXT = new TokenBatch(List.of(new int[100]));

  private long nowMillis = 1_000;
  private final Governor governor = new Governor(80, nowMillis);

  /** Of 28 ms for a text 3 are the node's own. */
  @Test
  void countsAgainstTheLimitAsRunsDo() {
    for (int cap : new int[] {10, 25, 50, 75}) {
      governor.cap(cap, nowMillis);
      long from = nowMillis;
      long busyMillis = 0;
      while (nowMillis < from + 60_000) {
        nowMillis = Math.max(nowMillis, governor.readyAtMillis());
        Governor.Run run = governor.begin(MODEL, TEXT, nowMillis);
        nowMillis += 25;
        governor.ran(run, 25_000, nowMillis);
        nowMillis += 3;
        governor.worked(3_000, nowMillis);
        busyMillis += 28;
      }
      assertEquals(cap, 100.0 * busyMillis / (nowMillis - from), 0.5);
    }
  }

  @Test
  void isOnTheGauge() {
    for (int i = 0; i < 100; i++) {
      nowMillis += 50;
      governor.worked(5_000, nowMillis);
    }
    assertEquals(10, governor.busyPercent(nowMillis), 1);
    assertEquals(10, governor.cpuPercent(nowMillis), 1);
  }

  @Test
  void isNotOwedForByANodeThatRested() {
    governor.conditions(
        new Conditions(true, 100, Conditions.PRESSURE_NONE, Conditions.DATA_SAVER), nowMillis);
    for (int i = 0; i < 100; i++) {
      nowMillis += 100;
      assertTrue(governor.decide(nowMillis).rests());
      governor.worked(2_000, nowMillis);
    }
    governor.conditions(Conditions.CALM, nowMillis);
    nowMillis += Rules.DATA_SAVER_HOLD_MILLIS;
    assertEquals(100, governor.decide(nowMillis).sharePercent());
    assertTrue(governor.readyAtMillis() <= nowMillis);
  }
}
