package io.blackroad.mesh.log;

import io.blackroad.mesh.task.Job;

/**
 * A stored output that rests on one node's word.
 *
 * @param job with the inputs of its texts
 */
public record Unconfirmed(Job job, AcceptedOutput output) {}
