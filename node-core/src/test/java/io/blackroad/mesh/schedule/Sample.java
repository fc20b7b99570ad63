package io.blackroad.mesh.schedule;

import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.TokenBatch;
import java.util.List;

/** Tasks and workers as tests want them. */
final class Sample {
  static final String MODEL = "m";

  private Sample() {}

  /** A batch task of {@code MODEL} with so many tokens. */
  static Task task(String submitter, String jobId, int shard, int tokens) {
    return task(
        MODEL,
        false,
        new Task(
            "",
            jobId,
            shard,
            0,
            "",
            Confidence.STANDARD,
            false,
            "for a test",
            submitter,
            new TokenBatch(List.of(new int[tokens]))));
  }

  static Task interactive(String submitter, String jobId, int shard, int tokens) {
    return task(MODEL, true, task(submitter, jobId, shard, tokens));
  }

  static Task ofModel(String model, String jobId, int shard) {
    return task(model, false, task("anyone", jobId, shard, 100));
  }

  private static Task task(String model, boolean interactive, Task like) {
    return new Task(
        "t_" + like.jobId() + "_" + like.shard(),
        like.jobId(),
        like.shard(),
        0,
        model,
        like.confidence(),
        interactive,
        like.purpose(),
        like.submitter(),
        like.inputs());
  }

  /** A proven visitor with {@code MODEL} loaded. */
  static Worker worker(String nodeId) {
    return worker(nodeId, "", true);
  }

  static Worker worker(String nodeId, String prefix, boolean proven) {
    return ready(new Worker(new Worker.Claim(nodeId, "wasm", prefix, false, 0), 0), proven);
  }

  static Worker seed() {
    return ready(new Worker(new Worker.Claim("seed", "wasm", "", true, 0), 0), true);
  }

  private static Worker ready(Worker worker, boolean proven) {
    worker.load(MODEL);
    worker.loaded();
    worker.credibility(proven ? 1e-4 : 0.2, proven);
    return worker;
  }

  static Scheduler scheduler() {
    return new Scheduler(
        new SessionSurvival(), new VerificationBudget(VerificationBudget.PER_MILLE));
  }
}
