package io.blackroad.mesh.task;

/**
 * One unit of work: consecutive texts of one job, computed whole by each node that it is given to.
 *
 * @param id {@code t_} and 16 hex digits, fixed by job and shard
 * @param shard index of this task within its job
 * @param firstText index within the job of the first text
 * @param purpose whom the work is for, in words that a visitor is shown
 * @param submitter whose share of the mesh it counts against
 */
public record Task(
    String id,
    String jobId,
    int shard,
    int firstText,
    String model,
    Confidence confidence,
    boolean interactive,
    String purpose,
    String submitter,
    TokenBatch inputs) {}
