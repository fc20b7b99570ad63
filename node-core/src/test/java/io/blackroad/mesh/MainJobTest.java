package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimEngine.Manner;
import io.blackroad.mesh.sim.SimNode;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The main job, from a submitter's request to paid nodes, in simulated time. */
class MainJobTest {
  private static final long MINUTES_2 = 120_000;

  private final Simulation simulation = new Simulation(7);
  private final Job job = Jobs.of("j_0000000000000001", 200, Confidence.QUORUM, new SimRandom(9));

  private void finishes(Job wanted) {
    assertTrue(
        simulation.runUntil(() -> simulation.ended(wanted.id()), MINUTES_2),
        () -> "not done: " + simulation.coordinator().progress(wanted.id()));
    Audit audit = new Audit(simulation);
    assertEquals("", audit.problem());
  }

  private void rightToTheBit(Job wanted) {
    assertEquals("", Jobs.problem(wanted, new Audit(simulation).outputs(), 0f));
  }

  @Test
  void threeNodesFinishAJobAndAreAllPaid() {
    List<SimNode> visitors =
        List.of(simulation.visitor(), simulation.visitor(), simulation.visitor());
    assertInstanceOf(Admission.Admitted.class, simulation.submit(job));
    finishes(job);
    rightToTheBit(job);
    Audit audit = new Audit(simulation);
    assertEquals(3, audit.count(Action.CONSENT));
    assertEquals(3, audit.paid().size());
    simulation.run(1_000);
    for (SimNode visitor : visitors) {
      NodeStatus status = visitor.status();
      assertEquals(audit.paid().get(status.nodeId()), status.unitsEarned());
      assertEquals(0, status.receiptsBroken());
      assertTrue(status.receiptsVerified() > 3);
    }
    for (AcceptedOutput output : audit.outputs()) {
      assertEquals(2, output.confirmedBy());
    }
  }

  @Test
  void answersTheSubmitterOnlyOnceTheJobIsStored() {
    simulation.submit(job);
    assertFalse(simulation.admitted(job.id()));
    simulation.run(100);
    assertTrue(simulation.admitted(job.id()));
  }

  @Test
  void tabThatClosesMidJobCostsTheJobNothing() {
    simulation.visitor();
    simulation.visitor();
    SimNode leaver = simulation.visitor();
    simulation.submit(job);
    simulation.after(3_000, leaver::closeTab);
    finishes(job);
    rightToTheBit(job);
  }

  @Test
  void silentNodeIsReplacedWithinThreeSeconds() {
    SimNode frozen = simulation.visitor(Manner.STUCK, 500, 100);
    simulation.visitor();
    simulation.run(2_000);
    simulation.submit(job);
    simulation.run(500);
    frozen.freeze();
    long frozenAt = simulation.nowMillis();
    assertTrue(
        simulation.runUntil(() -> simulation.coordinator().snapshot().nodes().size() == 1, 10_000));
    assertTrue(simulation.nowMillis() - frozenAt <= 3_000);
    simulation.visitor();
    finishes(job);
  }

  @Test
  void nodeThatHoldsATaskForeverLosesItsLease() {
    simulation.visitor(Manner.STUCK, 500, 100);
    simulation.visitor();
    simulation.visitor();
    simulation.submit(job);
    finishes(job);
    rightToTheBit(job);
  }

  @Test
  void liarChangesNoResultAndEarnsNothing() {
    simulation.visitor();
    simulation.visitor();
    SimNode liar = simulation.visitor(Manner.LIAR, 500, 100);
    simulation.submit(job);
    finishes(job);
    rightToTheBit(job);
    simulation.run(1_000);
    assertEquals(0, liar.status().unitsEarned());
    assertTrue(liar.status().tasksRejected() > 0);
    assertFalse(new Audit(simulation).paid().containsKey(liar.nodeId()));
  }

  @Test
  void killedSeedFinishesTheJobAfterItsRestart() {
    simulation.visitor();
    simulation.visitor();
    simulation.visitor();
    simulation.submit(job);
    simulation.run(4_000);
    int before = new Audit(simulation).outputs().size();
    assertTrue(before > 0);
    simulation.killSeed();
    simulation.run(1_500);
    simulation.startSeed();
    finishes(job);
    rightToTheBit(job);
  }

  @Test
  void seedAloneFinishesByFallbackAndPaysNobody() {
    simulation.fallback();
    simulation.submit(job);
    finishes(job);
    assertEquals("", Jobs.problem(job, new Audit(simulation).outputs(), 1e-5f));
    assertTrue(new Audit(simulation).paid().isEmpty());
  }

  @Test
  void seedConfirmsTheOnlyVisitorWithinTolerance() {
    simulation.fallback();
    SimNode visitor = simulation.visitor();
    simulation.run(2_000);
    simulation.submit(job);
    finishes(job);
    assertEquals("", Jobs.problem(job, new Audit(simulation).outputs(), 1e-5f));
    simulation.run(1_000);
    assertTrue(visitor.status().unitsEarned() > 0);
  }

  @Test
  void seedOverrulesAVisitorThatLies() {
    simulation.fallback();
    SimNode liar = simulation.visitor(Manner.LIAR, 500, 100);
    simulation.run(2_000);
    simulation.submit(job);
    finishes(job);
    assertEquals("", Jobs.problem(job, new Audit(simulation).outputs(), 1e-5f));
    assertEquals(0, liar.status().unitsEarned());
  }

  @Test
  void oneNodeIsEnoughWithoutConfidence() {
    simulation.visitor();
    Job unchecked = Jobs.of("j_0000000000000002", 50, Confidence.OFF, new SimRandom(3));
    simulation.submit(unchecked);
    finishes(unchecked);
    rightToTheBit(unchecked);
    assertEquals(1, new Audit(simulation).outputs().get(0).confirmedBy());
  }

  @Test
  void saysWhatAJobWaitsFor() {
    simulation.submit(job);
    simulation.run(100);
    JobProgress nobody = simulation.coordinator().progress(job.id());
    assertTrue(nobody != null && nobody.waitingFor().startsWith("a node"), String.valueOf(nobody));
    simulation.visitor();
    simulation.run(3_000);
    JobProgress one = simulation.coordinator().progress(job.id());
    assertTrue(one != null && one.waitingFor().startsWith("a second node"), String.valueOf(one));
  }

  @Test
  void cancelledJobStopsEverywhere() {
    simulation.visitor();
    simulation.visitor();
    simulation.submit(job);
    simulation.run(2_000);
    simulation.coordinator().cancel(job.id());
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), 1_000));
    simulation.run(2_000);
    MeshSnapshot after = simulation.coordinator().snapshot();
    assertEquals(0, after.tasksOpen() + after.tasksQueued());
    assertEquals(0, after.nodes().stream().mapToInt(MeshSnapshot.NodeView::leases).sum());
  }

  @Test
  void keepsToTheVisitorsCpuLimit() {
    SimNode visitor = simulation.visitor(Manner.HONEST, 500, 25);
    Job unchecked = Jobs.of("j_0000000000000002", 2_000, Confidence.OFF, new SimRandom(3));
    simulation.submit(unchecked);
    simulation.run(20_000);
    int busy = visitor.status().busyPercent();
    assertTrue(busy >= 22 && busy <= 28, busy + " %");
  }

  @Test
  void limitThatChangesWhileJoiningIsPutOnRecordAfterwards() {
    SimNode visitor = simulation.visitor();
    for (int percent = 10; percent <= 60; percent += 10) {
      visitor.limit(percent);
      simulation.run(7);
    }
    simulation.run(1_000);
    assertEquals(NodeStatus.Phase.IDLE, visitor.status().phase());
    assertEquals(60, simulation.coordinator().snapshot().nodes().get(0).cpuCapPercent());
    assertEquals(0, new Audit(simulation).count(Action.LEAVE));
  }

  @Test
  void seedThatWasHeldUpBlamesNobodyForSilence() {
    simulation.visitor();
    simulation.visitor();
    simulation.run(2_000);
    simulation.holdUpSeed(30_000);
    simulation.run(2_000);
    assertEquals(2, simulation.coordinator().snapshot().nodes().size());
    assertEquals(0, new Audit(simulation).count(Action.LEAVE));
  }

  @Test
  void refusesWhatItCannotQueue() {
    for (int i = 0; i < 400; i++) {
      Job large = Jobs.of("j_" + (1000000000000000L + i), 2_000, Confidence.OFF, new SimRandom(i));
      if (simulation.submit(large) instanceof Admission.Refused refused) {
        assertTrue(refused.retryAfterMillis() > 0);
        return;
      }
    }
    throw new AssertionError("the queue has no end");
  }

  @Test
  void refusesAPurposeThatCannotBeShown() {
    for (String purpose : List.of("x".repeat(201), "half \ud800 a pair")) {
      Job odd = Jobs.told(job, false, purpose);
      assertInstanceOf(Admission.Refused.class, simulation.submit(odd));
    }
  }

  @Test
  void remembersHowAJobStoodWhenItEnded() {
    simulation.visitor();
    simulation.visitor();
    simulation.submit(job);
    finishes(job);
    JobProgress last = Objects.requireNonNull(simulation.coordinator().progress(job.id()));
    assertEquals(200, last.textsChecked());
    assertEquals(2, last.nodes().size());
  }

  @Test
  void interactiveTasksOvertakeBatches() {
    simulation.visitor();
    simulation.visitor();
    Job large = Jobs.of("j_0000000000000002", 2_000, Confidence.QUORUM, new SimRandom(3));
    simulation.submit(large);
    simulation.run(3_000);
    Job plain = Jobs.of("j_0000000000000003", 1, Confidence.QUORUM, new SimRandom(4));
    Job search = Jobs.told(plain, true, "");
    simulation.submit(search);
    assertTrue(simulation.runUntil(() -> simulation.ended(search.id()), 2_500));
    assertFalse(simulation.ended(large.id()));
  }
}
