package io.blackroad.mesh;

import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.verify.Verdict;
import io.blackroad.mesh.wire.ConsentJson;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Message;

/** What each log entry of a coordinator records (spec/wire.md 5). */
final class Payloads {
  private Payloads() {}

  /** Every setting, in the form that the node has signed. */
  static Json consent(ConsentTerms terms) {
    return ConsentJson.toJson(terms);
  }

  /** The seed's key, so that its signatures can be checked by whoever has the log. */
  static Json genesis(byte[] publicKey) {
    return new JsonObject()
        .put("alg", "Ed25519")
        .put("profile", "ps-sha-infinity/mesh-v1")
        .put("public_key", Hex.of(publicKey))
        .build();
  }

  static Json erased(long seq, String reason) {
    return new JsonObject().put("seq", seq).put("reason", reason).build();
  }

  /**
   * @param resumed whether it goes on in place of an earlier link of the same node
   */
  static Json join(String engineClass, String site, boolean resumed) {
    JsonObject json = new JsonObject().put("engine", engineClass).put("site", site);
    return resumed ? json.put("resumed", true).build() : json.build();
  }

  static Json leave(String reason) {
    return new JsonObject().put("reason", reason).build();
  }

  static Json job(Job job, int tasks, String modelHash) {
    return new JsonObject()
        .put("job_id", job.id())
        .put("kind", "embedding")
        .put("model", job.model())
        .put("model_hash", modelHash)
        .put("confidence", job.confidence().wireName())
        .put("texts", job.inputs().size())
        .put("tasks", tasks)
        .build();
  }

  static Json cancelled(String jobId) {
    return new JsonObject().put("job_id", jobId).put("cancelled", true).build();
  }

  /** The claim of spec/ps-sha-infinity.md 6. */
  static Json result(Task task, String modelHash, Tensor output, Digest digest) {
    return new JsonObject()
        .put("claim", "task_execution")
        .put("task_id", task.id())
        .put("shard_index", task.shard())
        .put("input_hash", Commitment.inputHash(Tensor.ofTokens(task.inputs()), digest))
        .put("output_hash", Commitment.outputHash(output, digest))
        .put("model", modelHash)
        .build();
  }

  /**
   * @param again whether the task was accepted before, on the word of a node that was caught since
   */
  static Json verified(Task task, Verdict.Agreed verdict, boolean again) {
    int agree = verdict.agreeing().size();
    JsonObject json =
        new JsonObject()
            .put("task_id", task.id())
            .put("method", verdict.method().wireName())
            .put("agree", agree)
            .put("of", agree + verdict.dissenting().size() + verdict.excused().size())
            .put("error_ppb", partsPerBillion(verdict.errorChance()));
    return again ? json.put("again", true).build() : json.build();
  }

  /** A chance in whole parts per billion, rounded up. */
  private static long partsPerBillion(double chance) {
    double parts = chance * 1e9;
    long whole = (long) parts;
    return parts > whole ? whole + 1 : whole;
  }

  static Json disputed(Task task, int results) {
    return new JsonObject().put("task_id", task.id()).put("agree", 0).put("of", results).build();
  }

  static Json fault(Task task, String nodeId, String fault) {
    return new JsonObject()
        .put("task_id", task.id())
        .put("node_id", nodeId)
        .put("fault", fault)
        .build();
  }

  static Json disproven(Task task, String nodeId, long resultSeq) {
    return new JsonObject()
        .put("task_id", task.id())
        .put("node_id", nodeId)
        .put("result_seq", resultSeq)
        .build();
  }

  /**
   * @param held whether it is held until the node is credible
   */
  static Json reward(Reward reward, long unitsPerHour, boolean held) {
    JsonObject json =
        new JsonObject()
            .put("currency", "ROAD")
            .putDecimal("amount", reward.units())
            .putDecimal("rate_units_per_hour", unitsPerHour)
            .put("work_ms", reward.workMillis())
            .put("for", reward.kind().wireName())
            .put("held", held);
    return reward.kind() == Reward.Kind.TASK
        ? json.put("task_id", reward.cause()).build()
        : json.put("cause", reward.cause()).build();
  }

  /**
   * @param taskId that it is about, or empty
   */
  static Json transfer(Posting posting, Message.Credited.Cause cause, String taskId) {
    JsonObject json =
        new JsonObject()
            .put("currency", "ROAD")
            .putDecimal("amount", posting.units())
            .put("from", posting.debit())
            .put("to", posting.credit())
            .put("reason", cause.wireName());
    return taskId.isEmpty() ? json.build() : json.put("task_id", taskId).build();
  }

  /** How the copies of tasks were drawn since the checkpoint of that size (spec/wire.md 7). */
  static Json draw(long treeSize, String signature) {
    return new JsonObject().put("draw_tree_size", treeSize).put("signature", signature).build();
  }
}
