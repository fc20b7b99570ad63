package io.blackroad.mesh.schedule;

import io.blackroad.mesh.task.Task;

/**
 * A task given to one node, as a lease.
 *
 * @param engineClass the node's; results of one class compare bit for bit
 * @param trusted whether the node is the seed's own
 * @param deadlineMillis monotonic time after which the task is given to someone else
 */
public record Assignment(
    Task task, String nodeId, String engineClass, boolean trusted, long deadlineMillis) {}
