package io.blackroad.mesh.sim;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;

/** Jobs for simulations, and what must come out of them. */
public final class Jobs {
  private Jobs() {}

  /** A job of {@code texts} made-up texts. */
  public static Job of(String id, int texts, Confidence confidence, SimRandom random) {
    List<int[]> sequences = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      int[] ids = new int[3 + random.below(60)];
      for (int j = 0; j < ids.length; j++) {
        ids[j] = random.below(30_000);
      }
      sequences.add(ids);
    }
    return new Job(
        id,
        Simulation.MODEL.name(),
        confidence,
        false,
        "a test",
        "",
        NodeLimits.TASK_TOKENS_MAX,
        new TokenBatch(sequences));
  }

  /** The same job with somebody waiting for it, or not, and for that purpose. */
  public static Job told(Job job, boolean interactive, String purpose) {
    return new Job(
        job.id(),
        job.model(),
        job.confidence(),
        interactive,
        purpose,
        job.submitter(),
        job.taskTokens(),
        job.inputs());
  }

  /**
   * What is wrong with the job's outputs in {@code outputs}; empty when every text has its one
   * right vector.
   */
  public static String problem(Job job, List<AcceptedOutput> outputs, float tolerance) {
    int[] seen = new int[job.inputs().size()];
    for (AcceptedOutput output : outputs) {
      if (!output.jobId().equals(job.id())) {
        continue;
      }
      float[] values = output.output().floats();
      int columns = Simulation.MODEL.dimensions();
      for (int row = 0; row < values.length / columns; row++) {
        int text = output.firstText() + row;
        seen[text]++;
        float[] right = SimEngine.honest(job.inputs().sequences().get(text), columns);
        for (int i = 0; i < columns; i++) {
          if (Math.abs(right[i] - values[row * columns + i]) > tolerance) {
            return "text " + text + " has a wrong vector";
          }
        }
      }
    }
    for (int text = 0; text < seen.length; text++) {
      if (seen[text] != 1) {
        return "text " + text + " has " + seen[text] + " vectors";
      }
    }
    return "";
  }
}
