package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.task.Job;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A job that has to go on after a restart.
 *
 * @param stored how far it is
 * @param job as it was admitted
 * @param doneShards shards that need no more work
 */
public record UnfinishedJob(StoredJob stored, Job job, SortedSet<Integer> doneShards) {
  public UnfinishedJob {
    doneShards = new TreeSet<>(doneShards);
  }
}
