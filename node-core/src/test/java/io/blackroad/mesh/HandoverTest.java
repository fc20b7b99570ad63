package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimBrowser;
import io.blackroad.mesh.sim.SimNode;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A node's work goes from tab to tab: nothing lost, paid twice or computed twice. */
class HandoverTest {
  private static final String JOB = "j_0000000000000001";
  private static final int SEEDS = 2_000;
  private static final long LIMIT_MILLIS = 300_000;

  /** Put down at once, or so late that up to three short texts are done meanwhile. */
  private static final int WRITING_MILLIS = 8;

  private static final int UNWRITTEN = 3;

  @Test
  void nothingIsLostPaidTwiceOrComputedTwiceWhenTabsTakeOver() {
    int takeOvers = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Simulation simulation = new Simulation(seed);
      SimRandom random = new SimRandom(seed * 31);
      boolean late = seed % 2 == 0;
      SimBrowser browser =
          new SimBrowser(simulation, 1_000 + random.below(4_000), late ? WRITING_MILLIS : 0);
      int planned = plan(simulation, browser, random, 400);
      Job job = Jobs.of(JOB, 10 + random.below(30), Confidence.OFF, random);
      simulation.submit(job);
      finishes(simulation, job, seed);
      int texts = job.inputs().size();
      int twice = browser.computed() - texts;
      // One text at a time is in the engine of the tab that ends.
      int most = planned * (1 + (late ? UNWRITTEN : 0));
      assertTrue(twice <= most, "seed " + seed + ": " + twice + " texts computed twice");
      takeOvers += planned;
    }
    assertTrue(takeOvers > SEEDS, takeOvers + " take-overs");
  }

  @Test
  void nobodyIsHurtByTabsThatComeLate() {
    for (long seed = 1; seed <= SEEDS / 4; seed++) {
      Simulation simulation = new Simulation(seed);
      SimRandom random = new SimRandom(seed * 37);
      simulation.visitor();
      simulation.visitor();
      SimBrowser one = new SimBrowser(simulation, 500 + random.below(2_000), WRITING_MILLIS);
      SimBrowser other = new SimBrowser(simulation, 500 + random.below(2_000), WRITING_MILLIS);
      plan(simulation, one, random, 4_000);
      plan(simulation, other, random, 4_000);
      Job job = Jobs.of(JOB, 40 + random.below(60), Confidence.QUORUM, random);
      simulation.submit(job);
      finishes(simulation, job, seed);
      assertEquals(0, refuted(simulation), "seed " + seed + ": an honest node stands convicted");
    }
  }

  /** Ends the leading tab a few times while the job runs; says how often. */
  private static int plan(
      Simulation simulation, SimBrowser browser, SimRandom random, int gapMillisMax) {
    int times = 1 + random.below(4);
    long at = 700;
    for (int i = 0; i < times; i++) {
      SimBrowser.End[] ends = SimBrowser.End.values();
      SimBrowser.End end = ends[random.below(ends.length)];
      long gap = random.below(gapMillisMax);
      simulation.after(at, () -> browser.takeOver(end, gap));
      at += gap + 200 + random.below(1_500);
    }
    return times;
  }

  private static void finishes(Simulation simulation, Job job, long seed) {
    String name = "seed " + seed;
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), LIMIT_MILLIS), name);
    simulation.run(2_000);
    Audit audit = new Audit(simulation);
    assertEquals("", audit.problem(), name);
    assertEquals("", Jobs.problem(job, audit.outputs(), 0f), name);
    assertEquals("", resultsTwice(simulation), name);
  }

  /** A task that one node has a result of on record twice, or empty. */
  private static String resultsTwice(Simulation simulation) {
    Set<String> seen = new LinkedHashSet<>();
    for (LogBatch batch : simulation.stored()) {
      for (LoggedEntry entry : batch.entries()) {
        if (entry.entry().action() == Action.RESULT
            && entry.payload() instanceof Json.Obj payload
            && !seen.add(entry.entry().actorId() + payload.members().get("task_id"))) {
          return entry.entry().actorId() + " has two results of one task";
        }
      }
    }
    return "";
  }

  private static long refuted(Simulation simulation) {
    return simulation.stored().stream()
        .flatMap(batch -> batch.entries().stream())
        .filter(entry -> entry.entry().action() == Action.VERIFY)
        .filter(entry -> entry.entry().truthState() < 0)
        .count();
  }

  @Test
  void aTaskThatNobodyComesForIsOthersSoon() {
    Simulation simulation = new Simulation(3);
    SimNode lost = simulation.visitor();
    Job job = Jobs.of(JOB, 60, Confidence.OFF, new SimRandom(5));
    simulation.submit(job);
    simulation.run(700);
    SimNode other = simulation.visitor();
    simulation.run(700);
    assertTrue(leases(simulation, lost) > 0, "it works");
    simulation.coordinator();
    lost.freeze();
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), LIMIT_MILLIS));
    assertTrue(other.status().tasksAccepted() > 0);
  }

  private static int leases(Simulation simulation, SimNode node) {
    return simulation.coordinator().snapshot().nodes().stream()
        .filter(view -> view.nodeId().equals(node.nodeId()))
        .mapToInt(MeshSnapshot.NodeView::leases)
        .sum();
  }
}
