package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.Records;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Everything that a seed keeps, in one place on one disk. */
public interface SeedStore extends AutoCloseable {
  /**
   * Begins to store. Must come before the first {@code append}.
   *
   * @param durable told, from the store's own thread, the newest entry that cannot be lost any
   *     more: once for all that was stored together
   * @param broken told once when nothing can be stored any more; the seed then ends
   */
  EventLog start(LongConsumer durable, Consumer<Exception> broken);

  /**
   * Whether so much waits to be stored that no more should be taken from nodes until {@code
   * durable} is told next. Never blocks; any thread.
   */
  boolean behind();

  /**
   * What is stored of nodes, for the coordinator; answers run on {@code asker} until the store is
   * closed.
   */
  Records records(Executor asker);

  JobStore jobs();

  LogStore log();

  LedgerStore ledger();

  /** Stores what is queued, tells {@code durable}, and closes. Idempotent. */
  @Override
  void close();
}
