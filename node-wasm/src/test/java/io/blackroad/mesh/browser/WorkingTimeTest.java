package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.chromium.RawTab;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What works while no tab is open ends when its time is over, though there is more to do. */
class WorkingTimeTest {
  /** In place of minutes; enough for a worker to start and compute. */
  private static final int STAY_MILLIS = 12_000;

  /** What a late timer and a goodbye take on a busy machine. */
  private static final int LATE_MILLIS = 3_000;

  /** More than a tab that is gone has sent before. */
  private static final int TASKS_OF_ANOTHER = 3;

  @RegisterExtension
  private final MeshOfTabs woken =
      new MeshOfTabs(
          ServiceWorkerTest.SCRIPT,
          Map.of("PUSH_MILLIS", STAY_MILLIS, "SYNC_MILLIS", STAY_MILLIS),
          ServiceWorkerTest.NO_SHARED_WORKER);

  @RegisterExtension
  private final MeshOfTabs after =
      new MeshOfTabs("/mesh/after-worker.js", Map.of("STAY_MILLIS", STAY_MILLIS), "");

  private static void assertStayed(long fromNanos) {
    long millis = (System.nanoTime() - fromNanos) / 1_000_000;
    assertTrue(millis < STAY_MILLIS + LATE_MILLIS, millis + " ms");
    assertTrue(millis > STAY_MILLIS - LATE_MILLIS, millis + " ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "sync", "periodicsync"})
  void anEventOfTheServiceWorker(String kind) {
    woken.leaveBehind(ServiceWorkerTest.PERMITTED);
    woken.submit(ServiceWorkerTest.MANY_TASKS);

    long from = System.nanoTime();
    woken.workers().wake(kind);
    woken.awaitWork();
    woken.awaitNobody("its goodbye");
    assertStayed(from);
  }

  @Test
  void theSharedWorkerAfterTheLastTab() {
    RawTab tab = after.startReady(ServiceWorkerTest.PERMITTED);
    String node = after.nodeId();
    after.submit(ServiceWorkerTest.MANY_TASKS);
    after.awaitWork();

    long from = System.nanoTime();
    tab.close();
    after.awaitMoreWork(TASKS_OF_ANOTHER);
    assertEquals(node, after.nodeId());
    after.awaitNobody("its goodbye");
    assertStayed(from);
    after.workers().await("its end", () -> after.browser().targets("shared_worker").isEmpty());
  }
}
