package io.blackroad.mesh.log;

/**
 * Where the seed keeps what must survive. Batches are stored in the order of the calls, each whole
 * or not at all. Never blocks: once batches cannot be lost any more (kill -9, power), the owner of
 * the coordinator calls {@code Coordinator.durable(seq)} on its thread with the newest entry of
 * them, once for all that were stored together. Queues without a limit of its own: its owner stops
 * feeding the coordinator while too much waits. A log that can no longer store ends the process
 * rather than acknowledge.
 *
 * <p>A port like those in {@code mesh.port}; it stands here because its nouns do, and packages have
 * no cycles.
 */
public interface EventLog {
  /** Queues {@code batch} for storing. */
  void append(LogBatch batch);
}
