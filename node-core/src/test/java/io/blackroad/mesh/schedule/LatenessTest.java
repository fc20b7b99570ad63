package io.blackroad.mesh.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private static final long TASK_MILLIS = 200;

  private final Scheduler scheduler = Sample.scheduler();
  private final Worker node = Sample.worker("node");
  private long now;

  /** A node that has been measured: 100 tokens in 200 ms. */
  @BeforeEach
  void measureTheNode() {
    node.roundTrip(0);
    scheduler.join(node, 0);
    for (int shard = 0; shard < 20; shard++) {
      scheduler.submit(Sample.task("s", "before", shard, 100));
      Assignment held = next();
      now += TASK_MILLIS;
      scheduler.finished(node, held.task().id(), now);
    }
  }

  private Assignment next() {
    return Objects.requireNonNull(scheduler.next(now));
  }

  @Test
  void measuresWhatATaskTakes() {
    assertEquals(2_000, node.microsPerToken(), 50);
  }

  @Test
  void measuresASecondTaskFromTheEndOfTheFirst() {
    scheduler.submit(Sample.task("s", "j", 0, 100));
    scheduler.submit(Sample.task("s", "j", 1, 100));
    Assignment first = next();
    Assignment second = next();
    scheduler.finished(node, first.task().id(), now + TASK_MILLIS);
    scheduler.finished(node, second.task().id(), now + 2 * TASK_MILLIS);
    assertEquals(2_000, node.microsPerToken(), 50);
  }

  @Test
  void givesAMeasuredNodeAMultipleAndAnUnknownNodeTheWholeTime() {
    scheduler.submit(Sample.task("s", "j", 0, 100));
    scheduler.submit(Sample.task("s", "j", 1, 100));
    long measured = next().deadlineMillis() - now;
    assertTrue(measured >= 5_000 && measured < 10_000, measured + " ms");
    Worker unknown = Sample.worker("unknown");
    scheduler.join(unknown, now);
    Assignment guess = scheduler.lease(Sample.task("s", "j", 2, 100), unknown, now);
    assertEquals(NodeLimits.LEASE_MILLIS, guess.deadlineMillis() - now);
  }

  @Test
  void namesACopyThatIsLateOnceNearTheEndOfItsJob() {
    for (int shard = 0; shard < 3; shard++) {
      scheduler.submit(Sample.task("s", "j", shard, 100));
    }
    Assignment first = next();
    Assignment second = next();
    assertNull(scheduler.late(now + 999), "not late before a second");
    assertNull(scheduler.late(now + 1_000), "a task of the job still waits");
    Worker other = Sample.worker("other");
    scheduler.join(other, now + 1_500);
    scheduler.next(now + 1_500);
    assertEquals(first, scheduler.late(now + 2_000));
    assertEquals(second, scheduler.late(now + 2_000));
    assertNull(scheduler.late(now + 2_000), "each once; the third began later and is not late");
    Exclusions holders = new Exclusions();
    holders.add(node.nodeId(), "");
    assertEquals(other, scheduler.fastest(first.task(), holders));
  }

  @Test
  void callsNoCopyLateThatHasBeenCommitted() {
    scheduler.submit(Sample.task("s", "j", 0, 100));
    Assignment held = next();
    scheduler.committed(node, held.task().id(), now + TASK_MILLIS);
    assertNull(scheduler.late(now + 20_000));
  }

  @Test
  void namesWhatIsOverdueInOrderAndOnce() {
    for (int shard = 0; shard < 2; shard++) {
      scheduler.submit(Sample.task("s", "j", shard, 100));
    }
    Assignment first = next();
    now += 100;
    Assignment second = next();
    assertNull(scheduler.overdue(first.deadlineMillis() - 1));
    assertEquals(first, scheduler.overdue(first.deadlineMillis()));
    assertNotEquals(second, scheduler.overdue(first.deadlineMillis()));
    assertEquals(second, scheduler.overdue(Long.MAX_VALUE - 1));
    assertNull(scheduler.overdue(Long.MAX_VALUE - 1));
  }

  @Test
  void givesLittleTimeToReveal() {
    scheduler.submit(Sample.task("s", "j", 0, 100));
    Assignment held = next();
    scheduler.committed(node, held.task().id(), now);
    assertNull(scheduler.overdue(now + NodeLimits.LEASE_MILLIS - 1), "it waits for others");
    scheduler.opened(node, held.task().id(), now);
    assertNull(scheduler.overdue(now + LeaseTime.REVEAL_MILLIS - 1));
    assertEquals(held, scheduler.overdue(now + LeaseTime.REVEAL_MILLIS));
    assertTrue(scheduler.dropped(node, held.task().id(), now));
    assertEquals(0, node.waiting());
  }

  @Test
  void knowsWhenToLookAgain() {
    assertEquals(Long.MAX_VALUE, scheduler.wakeAtMillis());
    scheduler.submit(Sample.task("s", "j", 0, 100));
    next();
    assertEquals(now + 1_000, scheduler.wakeAtMillis());
    List<Assignment> held = new ArrayList<>(scheduler.leave(node, now));
    assertEquals(1, held.size());
    assertEquals(Long.MAX_VALUE, scheduler.wakeAtMillis());
  }
}
