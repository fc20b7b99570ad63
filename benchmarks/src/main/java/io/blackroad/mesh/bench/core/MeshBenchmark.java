package io.blackroad.mesh.bench.core;

import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A coordinator and its nodes in one thread, from a task's admission to paid rewards in the log,
 * with everything but the network, the model and the disk.
 */
public class MeshBenchmark {
  private static final int NODES = 20;

  /** What {@link #TEXTS} texts are cut into; checked. */
  static final int TASKS = 125;

  private static final int TEXTS = 2_000;

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public long tasksByQuorum() {
    Simulation simulation = new Simulation(5);
    for (int i = 0; i < NODES; i++) {
      simulation.visitor();
    }
    Job job = Jobs.of("j_0000000000000001", TEXTS, Confidence.QUORUM, new SimRandom(5));
    simulation.submit(job);
    boolean done = simulation.runUntil(() -> simulation.ended(job.id()), 600_000);
    int tasks = new Audit(simulation).outputs().size();
    if (!done || tasks != TASKS) {
      throw new IllegalStateException(tasks + " tasks, wanted " + TASKS);
    }
    return tasks;
  }
}
