package io.blackroad.mesh.seal;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.JsonObject;

/**
 * What everything sealed for a task belongs to, so that nothing of one task passes for another's.
 *
 * @param jobId {@code j_} and 16 digits, chosen by the submitter
 * @param taskId follows from job and shard
 * @param modelHash {@code sha256:} and 64 digits, so that a seed cannot have it computed by another
 *     model
 */
public record TaskBinding(String jobId, String taskId, int shard, String modelHash) {
  private static final byte[] LABEL = Bytes.text("blackroad-mesh-task:v1\n");

  /** The bytes that are authenticated (spec/wire.md 10.2). */
  byte[] bytes() {
    return Bytes.join(
        LABEL,
        CanonicalJson.bytes(
            new JsonObject()
                .put("job_id", jobId)
                .put("model_hash", modelHash)
                .put("shard", shard)
                .put("task_id", taskId)
                .build()));
  }
}
