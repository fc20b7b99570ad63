package io.blackroad.mesh.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private final Scheduler scheduler = Sample.scheduler();

  private Worker join(Worker worker) {
    assertTrue(scheduler.join(worker, 0));
    return worker;
  }

  private void submit(int tasks) {
    for (int shard = 0; shard < tasks; shard++) {
      scheduler.submit(Sample.task("s", "j", shard, 100));
    }
  }

  private Assignment next(long nowMillis) {
    return Objects.requireNonNull(scheduler.next(nowMillis));
  }

  private Worker worker(Assignment assignment) {
    return Objects.requireNonNull(scheduler.worker(assignment.nodeId()));
  }

  @Test
  void givesNobodyMoreThanItMayHold() {
    join(Sample.worker("a"));
    submit(5);
    for (int lease = 0; lease < NodeLimits.LEASES_PER_NODE_MAX; lease++) {
      assertEquals("a", next(0).nodeId());
    }
    assertNull(scheduler.next(0));
    assertEquals(5 - NodeLimits.LEASES_PER_NODE_MAX, scheduler.queued());
  }

  @Test
  void letsEqualWorkersTakeTurns() {
    for (int node = 0; node < 10; node++) {
      join(Sample.worker("n" + node));
    }
    submit(10);
    TreeSet<String> chosen = new TreeSet<>();
    for (int task = 0; task < 10; task++) {
      chosen.add(next(0).nodeId());
    }
    assertEquals(10, chosen.size());
  }

  @Test
  void prefersTheWorkerThatWasMeasuredFaster() {
    Worker slow = join(Sample.worker("slow"));
    Worker fast = join(Sample.worker("fast"));
    submit(40);
    for (long round = 0; round < 4; round++) {
      Assignment first = next(round * 10_000);
      Assignment second = next(round * 10_000);
      for (Assignment held : List.of(first, second)) {
        int millis = worker(held) == fast ? 100 : 900;
        scheduler.finished(worker(held), held.task().id(), round * 10_000 + millis);
      }
    }
    assertTrue(fast.microsPerToken() * 4 < slow.microsPerToken());
    assertEquals("fast", next(100_000).nodeId());
    assertEquals("fast", next(100_000).nodeId());
    assertEquals("slow", next(100_000).nodeId());
  }

  @Test
  void believesAbsurdSpeedOnlySoFar() {
    Worker liar = join(Sample.worker("liar"));
    submit(100);
    for (int task = 0; task < 100; task++) {
      Assignment held = next(task);
      scheduler.finished(liar, held.task().id(), task);
    }
    assertTrue(liar.microsPerToken() >= Speed.MICROS_MIN, "" + liar.microsPerToken());
  }

  @Test
  void sparesTheSeedWhileAVisitorCouldComputeSoon() {
    Worker seed = join(Sample.seed());
    Worker visitor = Sample.worker("visitor");
    visitor.load(Sample.MODEL);
    join(visitor);
    submit(3);
    assertNull(scheduler.next(0), "the visitor is still loading the model");
    visitor.loaded();
    scheduler.update(visitor, 1);
    assertEquals("visitor", next(1).nodeId());
    scheduler.leave(visitor, 2);
    Assignment taken = next(2);
    assertEquals(seed.nodeId(), taken.nodeId());
    assertTrue(taken.trusted());
  }

  @Test
  void waitsNoLongerForAVisitorWhoseLoadingTakesTooLong() {
    join(Sample.seed());
    Worker visitor = Sample.worker("visitor");
    visitor.load(Sample.MODEL);
    join(visitor);
    submit(2);
    scheduler.update(visitor, Workforce.LOADING_MILLIS_MAX - 1);
    assertNull(scheduler.next(Workforce.LOADING_MILLIS_MAX - 1));
    assertTrue(next(Workforce.LOADING_MILLIS_MAX).trusted());
    visitor.loaded();
    scheduler.update(visitor, Workforce.LOADING_MILLIS_MAX + 1);
    assertEquals("visitor", next(Workforce.LOADING_MILLIS_MAX + 1).nodeId());
  }

  @Test
  void givesNothingMoreToAVisitorThatLetsLeasesRunOut() {
    join(Sample.seed());
    Worker idler = join(Sample.worker("idler"));
    submit(Worker.MISSED_MAX + 1);
    long now = 0;
    for (int missed = 0; missed < Worker.MISSED_MAX; missed++) {
      Assignment held = next(now);
      assertEquals("idler", held.nodeId());
      now += NodeLimits.LEASE_MILLIS;
      assertEquals(held, scheduler.overdue(now));
      scheduler.dropped(idler, held.task().id(), now);
    }
    assertTrue(next(now).trusted());
    assertFalse(scheduler.visitorServes(Sample.MODEL));
  }

  @Test
  void asksTheSeedWhenNoVisitorCanRunTheModel() {
    join(Sample.seed());
    Worker visitor = Sample.worker("visitor");
    visitor.cannotRun(Sample.MODEL);
    join(visitor);
    submit(1);
    assertTrue(next(0).trusted());
  }

  @Test
  void letsUnprovenNodesBeginOnlyWithinTheBudget() {
    Worker proven = join(Sample.worker("proven"));
    Worker fresh = join(Sample.worker("fresh", "", false));
    submit(2_000);
    int unproven = 0;
    int placed = 0;
    for (long now = 0; placed < 1_000; now++) {
      for (Assignment a = scheduler.next(now); a != null; a = scheduler.next(now)) {
        placed++;
        unproven += a.nodeId().equals("fresh") ? 1 : 0;
      }
      for (Worker worker : List.of(proven, fresh)) {
        for (Lease lease : new ArrayList<>(worker.leases)) {
          scheduler.finished(worker, lease.task().id(), now);
        }
      }
    }
    int budget = placed * VerificationBudget.PER_MILLE / 1_000;
    assertTrue(unproven > budget / 2 && unproven <= budget, unproven + " of " + placed);
    assertTrue(scheduler.budget().copiesPerTask() <= VerificationBudget.PER_MILLE / 1_000.0);
  }

  @Test
  void putsThroughputFirstWhileFewAreProven() {
    for (int node = 0; node < 5; node++) {
      join(Sample.worker("n" + node, "", node == 0));
    }
    submit(1_000);
    int unproven = 0;
    for (Assignment a = scheduler.next(0); a != null; a = scheduler.next(0)) {
      unproven += worker(a).proven() ? 0 : 1;
    }
    assertEquals(4 * NodeLimits.LEASES_PER_NODE_MAX, unproven);
  }

  @Test
  void countsACommitmentUntilItIsRevealed() {
    Worker node = join(Sample.worker("node"));
    submit(NodeLimits.COMMITTED_PER_NODE_MAX + 1);
    List<String> waiting = new ArrayList<>();
    for (int task = 0; task < NodeLimits.COMMITTED_PER_NODE_MAX; task++) {
      Assignment held = next(task);
      assertTrue(scheduler.committed(node, held.task().id(), task));
      assertFalse(scheduler.committed(node, held.task().id(), task));
      waiting.add(held.task().id());
    }
    assertEquals(NodeLimits.COMMITTED_PER_NODE_MAX, node.waiting());
    assertNull(scheduler.next(100), "its partners are slow");
    assertTrue(scheduler.finished(node, waiting.get(0), 100));
    assertNotNull(scheduler.next(100));
  }

  @Test
  void handsBackWhatALeaverHeld() {
    Worker node = join(Sample.worker("node"));
    submit(3);
    Assignment first = next(0);
    scheduler.committed(node, first.task().id(), 1);
    Assignment second = next(1);
    assertEquals(List.of(second, first), scheduler.leave(node, 2));
    assertEquals(List.of(), scheduler.leave(node, 2));
    assertNull(scheduler.overdue(Long.MAX_VALUE - 1));
    assertNull(scheduler.worker("node"));
    scheduler.again(second.task());
    join(Sample.worker("other"));
    assertEquals(second.task(), next(3).task(), "what was taken back goes first");
  }

  @Test
  void takesNoSecondWorkerOfOneNodeId() {
    join(Sample.worker("twin"));
    assertFalse(scheduler.join(Sample.worker("twin"), 0));
    assertEquals(1, scheduler.workers());
  }

  @Test
  void refusesALeaseThatTheWorkerCannotTake() {
    Worker stranger = Sample.worker("stranger");
    assertThrows(
        IllegalArgumentException.class,
        () -> scheduler.lease(Sample.task("s", "j", 0, 10), stranger, 0));
    Worker node = join(Sample.worker("node"));
    scheduler.lease(Sample.task("s", "j", 0, 10), node, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> scheduler.lease(Sample.task("s", "j", 0, 10), node, 0));
  }

  @Test
  void movesAnIdleWorkerToAModelThatHasWork() {
    Worker busy = join(Sample.worker("busy"));
    submit(1);
    next(0);
    Worker unable = Sample.worker("unable");
    unable.cannotRun("other");
    join(unable);
    scheduler.submit(Sample.ofModel("other", "k", 0));
    assertNull(scheduler.idleFor("other"), "one is busy and one is unable");
    Worker idle = join(Sample.worker("idle"));
    assertEquals(idle, scheduler.idleFor("other"));
    submit(1);
    assertNull(scheduler.idleFor("other"), "its own model has work");
    assertEquals(Sample.MODEL, busy.model());
  }

  @Test
  void servesAllModelsInTurn() {
    TreeMap<String, Integer> placed = new TreeMap<>();
    for (String model : List.of("x", "y")) {
      for (int node = 0; node < 3; node++) {
        Worker worker = Sample.worker(model + node);
        worker.load(model);
        worker.loaded();
        join(worker);
        scheduler.submit(Sample.ofModel(model, "j" + model, node));
      }
    }
    for (int task = 0; task < 4; task++) {
      placed.merge(next(0).task().model(), 1, Integer::sum);
    }
    assertEquals("{x=2, y=2}", placed.toString());
    assertEquals(List.of("x", "y"), scheduler.waitingModels());
  }
}
