package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimEngine.Manner;
import io.blackroad.mesh.sim.SimNode;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of random meshes: visitors come, leave, freeze and lie, links break, the seed is killed.
 * What must hold, holds in each. A failure names its seed; {@code -Dmesh.sim.seed=N} replays it.
 */
class ManySeedsTest {
  private static final int RUNS = 150;
  private static final long LIMIT_MILLIS = 600_000;

  @Test
  void invariantsHoldInEveryRun() {
    Long only = Long.getLong("mesh.sim.seed");
    long from = only == null ? 1 : only;
    long to = only == null ? RUNS : only;
    for (long seed = from; seed <= to; seed++) {
      run(seed);
    }
  }

  @Test
  void sameSeedSameRun() {
    assertEquals(run(42), run(42));
  }

  /** Runs one mesh; returns its log's last hash. */
  private static String run(long seed) {
    Simulation simulation = new Simulation(seed);
    SimRandom random = simulation.random();
    List<String> liars = new ArrayList<>();
    // A majority of honest nodes that stay; whoever else comes may do anything.
    for (int i = 0; i < 3; i++) {
      simulation.visitor(Manner.HONEST, 200 + random.below(800), 40 + random.below(61));
    }
    SimNode liar = simulation.visitor(Manner.LIAR, 300, 100);
    for (int i = 0; i < random.below(6); i++) {
      SimNode fickle = simulation.visitor(Manner.HONEST, 200 + random.below(1_500), 100);
      long at = 500L + random.below(20_000);
      simulation.after(at, random.chance(50) ? fickle::closeTab : fickle::freeze);
    }
    if (random.chance(30)) {
      simulation.fallback();
    }
    if (random.chance(30)) {
      long at = 2_000L + random.below(10_000);
      simulation.after(at, simulation::killSeed);
      simulation.after(at + 200 + random.below(3_000), simulation::startSeed);
    }
    Job job = Jobs.of("j_0000000000000001", 20 + random.below(150), Confidence.QUORUM, random);
    simulation.submit(job);
    boolean done = simulation.runUntil(() -> simulation.ended(job.id()), LIMIT_MILLIS);
    if (!done && !simulation.admitted(job.id())) {
      return "killed before the job was stored";
    }
    assertTrue(done, () -> "seed " + seed + ": not done");
    Audit audit = new Audit(simulation);
    assertEquals("", audit.problem(), () -> "seed " + seed);
    assertEquals("", Jobs.problem(job, audit.outputs(), 1e-5f), () -> "seed " + seed);
    simulation.run(2_000);
    liars.add(liar.status().nodeId());
    assertTrue(
        liars.stream().noneMatch(id -> audit.paid().containsKey(id)),
        () -> "seed " + seed + ": a liar was paid");
    var last = simulation.stored().get(simulation.stored().size() - 1).entries();
    return last.get(last.size() - 1).entry().hash();
  }
}
