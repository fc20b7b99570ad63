package io.blackroad.mesh.log;

import io.blackroad.mesh.task.Task;

/**
 * A stored output that rests on one node's word.
 *
 * @param task that it is the output of, cut from its job as at first
 * @param units of 1e-8 ROAD that the node was rewarded for it
 */
public record Unconfirmed(Task task, AcceptedOutput output, long units) {}
