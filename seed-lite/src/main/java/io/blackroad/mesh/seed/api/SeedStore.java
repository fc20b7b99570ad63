package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.log.EventLog;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Everything that a seed keeps, in one place on one disk. */
public interface SeedStore extends AutoCloseable {
  /**
   * Begins to store. Must come before the first {@code append}.
   *
   * @param durable told, from the store's own thread, the newest entry that cannot be lost any more
   * @param broken told once when nothing can be stored any more; the seed then ends
   */
  EventLog start(LongConsumer durable, Consumer<Exception> broken);

  JobStore jobs();

  LogStore log();

  /** Stores what is queued, tells {@code durable}, and closes. Idempotent. */
  @Override
  void close();
}
