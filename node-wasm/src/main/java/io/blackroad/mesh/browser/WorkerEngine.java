package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.ChildWorker;
import io.blackroad.mesh.browser.js.EngineMessage;
import io.blackroad.mesh.browser.js.Messages;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * The engine as the node worker sees it: an executor worker that is started at once, ended by
 * {@link #close}, and started again by the next {@link #prepare} should it crash.
 */
final class WorkerEngine implements Engine {
  private final Worker code;
  private final Actor actor;
  private final DownloadProgress progress;

  /** Messages that wait until the executor listens. */
  private final List<EngineMessage> unsent = new ArrayList<>();

  private @Nullable ChildWorker worker;

  /** Counts workers, so that a late message of an earlier one is recognised. */
  private int generation;

  private boolean loaded;
  private boolean closed;
  private final List<Awaited<Prepared>> preparing = new ArrayList<>();
  private final List<Awaited<Ran>> running = new ArrayList<>();

  /** Hashes of the models that an executor has had ready. */
  private final Set<String> prepared = new TreeSet<>();

  private int lastId;

  /**
   * What an executor is made of.
   *
   * @param url address of {@code executor-worker.js}
   * @param wasm {@code node.wasm}, as it was checked against the log
   * @param threads threads for one run; more than one needs a cross-origin isolated page
   * @param storageMib what it may keep on the device beyond the session; 0: nothing
   */
  record Worker(String url, ArrayBuffer wasm, int threads, int storageMib) {}

  /**
   * Who hears the answer to the message {@code id}. In a list: a map is a kilobyte of node.wasm.
   */
  private record Awaited<T>(int id, Consumer<T> done) {}

  WorkerEngine(Worker code, Actor actor, DownloadProgress progress) {
    this.code = code;
    this.actor = actor;
    this.progress = progress;
    startWorker();
  }

  @Override
  public String engineClass() {
    return OrtWebEngine.ENGINE_CLASS;
  }

  @Override
  public int memoryMib() {
    return WorkerScope.memoryMib();
  }

  @Override
  public void prepare(ModelSpec model, Consumer<Prepared> done) {
    if (closed) {
      return;
    }
    if (worker == null) {
      startWorker();
    }
    EngineMessage message = message(EngineMessage.PREPARE, model);
    Consumer<Prepared> hearing =
        outcome -> {
          if (outcome instanceof Prepared.Ready) {
            prepared.add(model.modelHash());
          }
          done.accept(outcome);
        };
    preparing.add(new Awaited<>(message.getId(), hearing));
    send(message);
  }

  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    if (closed) {
      return;
    }
    if (worker == null) {
      runAfterCrash(model, batch, done);
      return;
    }
    int[] ids = new int[batch.tokens()];
    int[] lengths = new int[batch.size()];
    int at = 0;
    for (int row = 0; row < lengths.length; row++) {
      int[] sequence = batch.sequences().get(row);
      System.arraycopy(sequence, 0, ids, at, sequence.length);
      lengths[row] = sequence.length;
      at += sequence.length;
    }
    EngineMessage message = message(EngineMessage.RUN, model);
    message.setIds(Int32Array.copyFromJavaArray(ids));
    message.setLengths(Int32Array.copyFromJavaArray(lengths));
    running.add(new Awaited<>(message.getId(), done));
    send(message);
  }

  private void runAfterCrash(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    if (!prepared.contains(model.modelHash())) {
      actor.enqueue(() -> done.accept(new Ran.Failed(model.name() + " is not loaded")));
      return;
    }
    prepare(
        model,
        outcome -> {
          switch (outcome) {
            case Prepared.Ready ready -> run(model, batch, done);
            case Prepared.Unavailable unavailable ->
                done.accept(new Ran.Failed(unavailable.reason()));
          }
        });
  }

  @Override
  public void close() {
    closed = true;
    preparing.clear();
    running.clear();
    endWorker();
  }

  private void startWorker() {
    ChildWorker started = ChildWorker.start(code.url);
    worker = started;
    generation++;
    int mine = generation;
    ChildWorker.onMessage(
        started, (EngineMessage message) -> enqueue(mine, () -> received(started, message)));
    ChildWorker.onError(started, reason -> enqueue(mine, () -> crashed(reason)));
    EngineMessage program = Messages.engine(EngineMessage.CODE);
    program.setWasm(code.wasm);
    program.setStorageMib(code.storageMib);
    started.post(program);
    EngineMessage begin = Messages.engine(EngineMessage.BEGIN);
    begin.setThreads(code.threads);
    send(begin);
  }

  private void enqueue(int from, Runnable event) {
    actor.enqueue(
        () -> {
          if (from == generation) {
            event.run();
          }
        });
  }

  private void endWorker() {
    generation++;
    loaded = false;
    unsent.clear();
    if (worker != null) {
      worker.terminate();
      worker = null;
    }
  }

  private EngineMessage message(String kind, ModelSpec model) {
    EngineMessage message = Messages.engine(kind);
    lastId++;
    message.setId(lastId);
    message.setModel(ModelMessages.of(model));
    return message;
  }

  private void send(EngineMessage message) {
    if (loaded && worker != null) {
      worker.post(message);
    } else {
      unsent.add(message);
    }
  }

  private void received(ChildWorker from, EngineMessage message) {
    switch (message.getKind()) {
      case EngineMessage.LOADED -> {
        loaded = true;
        unsent.forEach(from::post);
        unsent.clear();
      }
      case EngineMessage.PROGRESS ->
          progress.at((long) message.getLoadedBytes(), (long) message.getTotalBytes());
      case EngineMessage.READY ->
          answer(preparing, message, new Prepared.Ready(message.isCached()));
      case EngineMessage.UNAVAILABLE ->
          answer(preparing, message, new Prepared.Unavailable(message.getReason()));
      case EngineMessage.COMPUTED -> {
        float[] vectors = message.getVectors().copyToJavaArray();
        answer(running, message, new Ran.Computed(vectors, (long) message.getBusyMicros()));
      }
      default -> answer(running, message, new Ran.Failed(message.getReason()));
    }
  }

  private static <T> void answer(List<Awaited<T>> waiting, EngineMessage message, T outcome) {
    for (int i = 0; i < waiting.size(); i++) {
      Awaited<T> awaited = waiting.get(i);
      if (awaited.id == message.getId()) {
        waiting.remove(i);
        awaited.done.accept(outcome);
        return;
      }
    }
  }

  private void crashed(String reason) {
    endWorker();
    String words = "the executor crashed: " + reason;
    List<Awaited<Prepared>> preparations = List.copyOf(preparing);
    List<Awaited<Ran>> runs = List.copyOf(running);
    preparing.clear();
    running.clear();
    preparations.forEach(awaited -> awaited.done.accept(new Prepared.Unavailable(words)));
    runs.forEach(awaited -> awaited.done.accept(new Ran.Failed(words)));
  }
}
