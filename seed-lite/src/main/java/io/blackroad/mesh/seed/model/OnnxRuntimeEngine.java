package io.blackroad.mesh.seed.model;

import ai.onnxruntime.OrtException;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's Java API as an engine: the seed's own node computes with it when no browser is
 * there. Native arithmetic rounds differently from WebAssembly, so it is an engine class of its own
 * and its results are compared with a tab's by tolerance (facts: onnx.md 0.3).
 *
 * <p>Memory is taken late and given back: {@link #prepare} only looks for the file; the native
 * library and the network are loaded by the first {@link #run} (some 0.3 s), and a network that was
 * idle for a while is unloaded. So a seed whose visitors do the work never pays for it.
 */
public final class OnnxRuntimeEngine implements Engine {
  /** Models kept loaded; the one used longest ago goes first. Each costs about twice its file. */
  private static final int SESSIONS_MAX = 2;

  /** Longer than the pauses of a visitor's searches, short enough to be idle memory. */
  private static final long IDLE_MILLIS_MAX = 60_000;

  private final OnnxFiles files;
  private final int threads;
  private final Executor actor;
  private final long idleMillisMax;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("mesh-onnx").unstarted(task));
  private final Map<String, OnnxSession> sessions = new LinkedHashMap<>(4, 0.75f, true);
  private @Nullable Future<?> unloading;
  private volatile int loaded;
  private volatile boolean closed;

  /**
   * @param threads that one run may use; the bits do not depend on it
   * @param actor runs outcomes on the thread of the node that this engine works for
   */
  public OnnxRuntimeEngine(OnnxFiles files, int threads, Executor actor) {
    this(files, threads, actor, IDLE_MILLIS_MAX);
  }

  OnnxRuntimeEngine(OnnxFiles files, int threads, Executor actor, long idleMillisMax) {
    this.files = files;
    this.threads = threads;
    this.actor = actor;
    this.idleMillisMax = idleMillisMax;
    worker.setRemoveOnCancelPolicy(true);
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public String engineClass() {
    return "ort-java";
  }

  @Override
  public void prepare(ModelSpec model, Consumer<Prepared> done) {
    work(() -> deliver(done, prepared(model)));
  }

  private Prepared prepared(ModelSpec model) {
    String absence = files.absence(model);
    return absence == null
        ? new Prepared.Ready(true)
        : new Prepared.Unavailable(model.name() + " cannot be loaded: " + absence);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when {@code batch} is empty, or holds several sequences for a
   *     model that takes one at a time
   */
  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    if (batch.size() < 1 || (batch.size() > 1 && !model.batchable())) {
      throw new IllegalArgumentException(
          batch.size()
              + " sequences for "
              + model.name()
              + ", wanted 1"
              + (model.batchable() ? " or more" : ""));
    }
    work(() -> deliver(done, ran(model, batch)));
  }

  private Ran ran(ModelSpec model, TokenBatch batch) {
    try {
      OnnxSession session = session(model);
      long start = System.nanoTime();
      float[] vectors = session.vectors(batch);
      return new Ran.Computed(vectors, (System.nanoTime() - start) / 1_000);
    } catch (IOException | OrtException | LinkageError | IllegalArgumentException e) {
      return new Ran.Failed(model.name() + " failed: " + e.getMessage());
    } finally {
      unloadWhenIdle();
    }
  }

  private void unloadWhenIdle() {
    if (unloading != null) {
      unloading.cancel(false);
    }
    try {
      unloading = worker.schedule(this::closeSessions, idleMillisMax, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Closed, which unloads too.
    }
  }

  private OnnxSession session(ModelSpec model) throws IOException, OrtException {
    OnnxSession session = sessions.get(model.modelHash());
    if (session == null) {
      if (sessions.size() == SESSIONS_MAX) {
        Iterator<OnnxSession> eldest = sessions.values().iterator();
        eldest.next().close();
        eldest.remove();
      }
      session = OnnxSession.load(model, files.onnxFile(model), threads);
      sessions.put(model.modelHash(), session);
      loaded = sessions.size();
    }
    return session;
  }

  private void work(Runnable task) {
    try {
      worker.execute(task);
    } catch (RejectedExecutionException e) {
      // Closed: outcomes are dropped.
    }
  }

  private <T> void deliver(Consumer<T> done, T outcome) {
    if (closed) {
      return;
    }
    actor.execute(
        () -> {
          if (!closed) {
            done.accept(outcome);
          }
        });
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    worker.execute(this::closeSessions);
    worker.shutdown();
  }

  private void closeSessions() {
    for (OnnxSession session : sessions.values()) {
      session.close();
    }
    sessions.clear();
    loaded = 0;
  }

  /** Networks in memory. */
  int loaded() {
    return loaded;
  }
}
