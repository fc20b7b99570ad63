package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.govern.Conditions;
import io.blackroad.mesh.govern.Pause;
import io.blackroad.mesh.govern.PauseCode;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimEngine.Manner;
import io.blackroad.mesh.sim.SimNode;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import org.junit.jupiter.api.Test;

/** What becomes of a node's tasks while it rests, in simulated time. */
class RestingNodeTest {
  private static final Conditions ON_BATTERY =
      new Conditions(false, 80, Conditions.PRESSURE_NONE, 0);
  private static final Conditions DATA_SAVER =
      new Conditions(true, 80, Conditions.PRESSURE_NONE, Conditions.DATA_SAVER);
  private static final Conditions ACTIVE =
      new Conditions(true, 80, Conditions.PRESSURE_NONE, Conditions.USER_ACTIVE);
  private static final long SECOND = 1_000;

  private final Simulation simulation = new Simulation(5);
  private final Job job = Jobs.of("j_0000000000000001", 200, Confidence.OFF, new SimRandom(9));

  private MeshSnapshot.NodeView view(SimNode node) {
    return simulation.coordinator().snapshot().nodes().stream()
        .filter(seen -> seen.nodeId().equals(node.nodeId()))
        .findFirst()
        .orElseThrow();
  }

  private static void assertPaused(PauseCode code, SimNode node) {
    NodeStatus status = node.status();
    assertEquals(NodeStatus.Phase.PAUSED, status.phase());
    Pause pause = status.pause();
    assertNotNull(pause);
    assertEquals(code, pause.code());
    assertTrue(pause.nextCheckMillis() > 0);
  }

  @Test
  void givesItsTasksToOthersAtOnceAndIsNotBlamed() {
    SimNode resting = simulation.visitor(Manner.HONEST, 2_000, 50);
    SimNode other = simulation.visitor();
    simulation.run(2 * SECOND);
    simulation.submit(job);
    assertTrue(simulation.runUntil(() -> view(resting).leases() > 0, 5 * SECOND));

    resting.feel(ON_BATTERY);
    simulation.run(SECOND);

    assertPaused(PauseCode.ON_BATTERY, resting);
    assertEquals(0, view(resting).leases());
    assertEquals("", view(resting).ready());
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), 60 * SECOND));
    Audit audit = new Audit(simulation);
    assertEquals("", audit.problem());
    assertEquals("", Jobs.problem(job, audit.outputs(), 0f));
    assertEquals(0, audit.count(Action.LEAVE));
    assertTrue(other.status().tasksAccepted() > 0);
  }

  @Test
  void isGivenTasksAgainOnceItsTimeIsOver() {
    SimNode node = simulation.visitor();
    simulation.run(2 * SECOND);
    node.feel(ON_BATTERY);
    simulation.submit(job);
    simulation.run(20 * SECOND);
    assertEquals(0, view(node).leases());
    assertEquals(0, node.status().busyPercent());

    node.feel(Conditions.CALM);
    simulation.run(9 * SECOND);
    assertPaused(PauseCode.ON_BATTERY, node);
    simulation.run(2 * SECOND);
    assertTrue(node.status().tasksAccepted() > 0, node.status().toString());
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), 60 * SECOND));
    assertNull(node.status().pause());
  }

  @Test
  void loadsNothingWhileTheVisitorSavesData() {
    SimNode node = simulation.visitor();
    node.feel(DATA_SAVER);
    simulation.submit(job);
    simulation.run(20 * SECOND);
    assertPaused(PauseCode.DATA_SAVER, node);
    assertEquals("", view(node).ready());

    node.feel(Conditions.CALM);
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), 60 * SECOND));
  }

  @Test
  void staysAtRestWhenItsLinkBreaks() {
    SimNode node = simulation.visitor();
    simulation.run(2 * SECOND);
    node.feel(ON_BATTERY);
    simulation.submit(job);
    simulation.run(SECOND);
    simulation.killSeed();
    simulation.run(SECOND);
    simulation.startSeed();
    simulation.run(20 * SECOND);
    assertPaused(PauseCode.ON_BATTERY, node);
    assertEquals(0, node.status().tasksAccepted());

    node.feel(Conditions.CALM);
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), 60 * SECOND));
  }

  @Test
  void worksOnAtHalfItsShareBesideAVisitor() {
    SimNode node = simulation.visitor(Manner.HONEST, 500, 60);
    Job long1 = Jobs.of("j_0000000000000002", 2_000, Confidence.OFF, new SimRandom(3));
    simulation.submit(long1);
    simulation.run(10 * SECOND);
    node.feel(ACTIVE);
    simulation.run(4 * SECOND);
    NodeStatus status = node.status();
    assertTrue(status.busyPercent() >= 26 && status.busyPercent() <= 34, status.toString());
    Pause pause = status.pause();
    assertNotNull(pause);
    assertEquals(PauseCode.USER_ACTIVE, pause.code());
    assertEquals(status.busyPercent(), status.cpuPercent(), 1, "simulated work waits for nothing");
  }

  @Test
  void aNodeThatOnlyEverGivesTasksBackIsShownOut() {
    SimNode fickle = simulation.visitor(Manner.STUCK, 500, 100);
    Job endless = Jobs.of("j_0000000000000002", 2_000, Confidence.OFF, new SimRandom(3));
    simulation.submit(endless);
    simulation.run(3 * SECOND);
    for (int i = 0; i < 20 && fickle.status().nodeId().equals(fickle.nodeId()); i++) {
      fickle.feel(ON_BATTERY);
      simulation.run(SECOND);
      fickle.feel(Conditions.CALM);
      simulation.run(11 * SECOND);
    }
    assertTrue(new Audit(simulation).count(Action.LEAVE) > 0);
  }
}
