package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.log.AcceptedOutput;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as stored. They are written through {@code EventLog} (a {@code LogBatch} admits and ends
 * them); here they are read and forgotten. Calls block and may come from several threads at once,
 * never from an event loop. A store that fails throws {@link java.io.UncheckedIOException}.
 */
public interface JobStore {
  /** The job, or null when it was never admitted or has been forgotten. */
  @Nullable StoredJob find(String jobId);

  /**
   * Accepted outputs of a job in shard order, beginning with the first shard that is not below
   * {@code fromShard}; at most {@code countMax}. Shards that are not accepted yet are left out.
   * Paged, so that a slow reader holds nothing open.
   */
  List<AcceptedOutput> outputs(String jobId, int fromShard, int countMax);

  /**
   * An output that was put right.
   *
   * @param revision which correction of its job that was, from 1 on
   */
  record Corrected(int revision, AcceptedOutput output) {}

  /**
   * Outputs of a job that were corrected after revision {@code since}, as they are now, in the
   * order of their last corrections; at most {@code countMax}.
   */
  List<Corrected> corrected(String jobId, int since, int countMax);

  /** Jobs that ended before {@code unixMillis}, oldest first, at most {@code countMax}. */
  List<String> endedBefore(long unixMillis, int countMax);

  /**
   * Of the jobs that ended, oldest first and at most {@code countMax}: those to be forgotten so
   * that the vectors of the others take no more than {@code resultBytes}.
   */
  List<String> endedBeyond(long resultBytes, int countMax);

  /** Every job that was admitted and has not ended, oldest first; read once, at start. */
  void forEachUnfinished(Consumer<UnfinishedJob> each);

  /**
   * Binds an idempotency key to a job that is about to be submitted; atomic. A key whose job is not
   * (or no longer) stored when the seed starts is free again.
   *
   * @param bodyHash SHA-256 of what was asked, in hex
   */
  IdempotencyClaim claim(String key, String bodyHash, String jobId);

  /** Frees {@code key}, because its job was refused. */
  void release(String key);

  /**
   * Removes a job with its texts, results and idempotency key, if it exists. Its log entries stay:
   * they hold hashes only. Called after the job has ended. When the seed is killed meanwhile, the
   * job is there whole, or gone at its next start.
   */
  void forget(String jobId);
}
