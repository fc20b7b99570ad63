package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.task.TokenBatch;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A job that has to go on after a restart.
 *
 * @param interactive whether someone waits for it (such jobs go first)
 * @param doneShards shards that need no more work
 */
public record UnfinishedJob(
    StoredJob job, boolean interactive, TokenBatch inputs, SortedSet<Integer> doneShards) {
  public UnfinishedJob {
    doneShards = new TreeSet<>(doneShards);
  }
}
