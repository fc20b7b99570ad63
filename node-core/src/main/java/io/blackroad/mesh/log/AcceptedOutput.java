package io.blackroad.mesh.log;

import io.blackroad.mesh.task.Tensor;

/**
 * An output that a verdict accepted: what a submitter is given.
 *
 * @param shard index of the task within its job
 * @param firstText index within the job of the text that row 0 belongs to
 * @param confirmedBy how many nodes computed it and agreed
 * @param soleNode id of the node whose word alone it rests on; empty when others confirmed it or
 *     the seed computed it
 */
public record AcceptedOutput(
    String jobId,
    String taskId,
    int shard,
    int firstText,
    int confirmedBy,
    String soleNode,
    Tensor output) {}
