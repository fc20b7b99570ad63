package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimEngine;
import io.blackroad.mesh.sim.SimNode;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens once a node is found to have lied, with every actor real. */
class CaughtTest {
  /** A bound that a node's lone word meets after ten confirmed results. */
  private static final Confidence TRUSTING = Confidence.ofErrorPpm(10_000);

  private final Simulation simulation = new Simulation(11);
  private final Job job = Jobs.of("j_0000000000000001", 12_000, TRUSTING, new SimRandom(7));

  @Test
  void lieThatWasAcceptedIsComputedAgainAndCorrected() {
    SimNode liar = meshWithALiar();
    assertEquals("", Jobs.problem(job, new Audit(simulation).outputs(), 0));
    List<AcceptedOutput> corrected = corrections();
    assertFalse(corrected.isEmpty(), "no lie was accepted: this run shows nothing");
    Standing standing = lastStanding(liar);
    assertTrue(standing.isBarred());
    assertEquals(0, standing.escrowUnits() + standing.paidUnits());
    assertEquals(null, new Audit(simulation).paid().get(standing.nodeId()));
    assertTrue(new Audit(simulation).count(Action.TRANSFER) > 0);
  }

  @Test
  void barredNodeReadsWhyAndIsRefusedWhenItComesBack() {
    SimNode liar = meshWithALiar();
    simulation.run(5_000);
    assertTrue(liar.status().pauseReason().contains("differs from"), liar.status().toString());
    assertEquals("", liar.status().nodeId());
    assertEquals(0, liar.status().unitsHeld());
    assertEquals(0, liar.status().unitsEarned(), "what was forfeited is not shown as earned");
    int before = simulation.coordinator().snapshot().nodes().size();
    simulation.killSeed();
    simulation.startSeed();
    simulation.run(5_000);
    assertEquals(before, simulation.coordinator().snapshot().nodes().size());
    assertTrue(liar.status().pauseReason().contains("differs from"), liar.status().toString());
  }

  @Test
  void rechecksGoOnAfterTheSeedWasKilledInTheMiddle() {
    SimNode liar = liarAndThreeOthers();
    simulation.submit(job);
    assertTrue(simulation.runUntil(() -> barred(liar), 600_000));
    simulation.killSeed();
    simulation.startSeed();
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), 600_000));
    assertTrue(simulation.runUntil(() -> nothingRestsOn(liar), 600_000));
    assertEquals("", Jobs.problem(job, new Audit(simulation).outputs(), 0));
  }

  private SimNode meshWithALiar() {
    SimNode liar = liarAndThreeOthers();
    simulation.submit(job);
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), 600_000));
    assertTrue(simulation.runUntil(() -> barred(liar) && nothingRestsOn(liar), 600_000));
    return liar;
  }

  private SimNode liarAndThreeOthers() {
    SimNode liar = simulation.visitor(SimEngine.Manner.LATE_LIAR, 500, 100);
    for (int i = 0; i < 3; i++) {
      simulation.visitor();
    }
    return liar;
  }

  private boolean barred(SimNode node) {
    return lastStanding(node).isBarred();
  }

  private Standing lastStanding(SimNode node) {
    Standing last = Standing.fresh(node.nodeId());
    for (LogBatch batch : simulation.stored()) {
      for (Standing standing : batch.standings()) {
        last = standing.nodeId().equals(node.nodeId()) ? standing : last;
      }
    }
    return last;
  }

  private boolean nothingRestsOn(SimNode node) {
    return new Audit(simulation)
        .outputs().stream().noneMatch(output -> output.soleNode().equals(node.nodeId()));
  }

  private List<AcceptedOutput> corrections() {
    List<AcceptedOutput> corrections = new ArrayList<>();
    simulation.stored().forEach(batch -> corrections.addAll(batch.corrections()));
    return corrections;
  }
}
