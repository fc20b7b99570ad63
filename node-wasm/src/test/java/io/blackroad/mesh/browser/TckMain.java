package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.ModelMessage;
import io.blackroad.mesh.browser.js.TextSink;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/** What tests call in Chromium: the adapters as they are, and node-core's conformance checks. */
public final class TckMain {
  private static @Nullable WorkerEngine engine;

  private TckMain() {}

  public static void main(String[] args) {}

  /** Takes the vectors of a run, or the reason why there are none. */
  @JSFunctor
  public interface RanSink extends JSObject {
    void accept(@Nullable Float32Array vectors, @Nullable String reason, double busyMicros);
  }

  /** Hears how far the download is. */
  @JSFunctor
  public interface ProgressSink extends JSObject {
    void accept(double loaded, double total);
  }

  @JSExport
  public static void openEngine(int threads, ProgressSink progress) {
    engine =
        new WorkerEngine(
            "/mesh/executor-worker.js",
            threads,
            new Queue(),
            (loaded, total) -> progress.accept((double) loaded, (double) total));
  }

  @JSExport
  public static void closeEngine() {
    opened().close();
  }

  /** Tells {@code ready}, {@code cached} or the reason. */
  @JSExport
  public static void prepare(ModelMessage model, TextSink outcome) {
    opened()
        .prepare(
            ModelMessages.spec(model),
            prepared ->
                outcome.accept(
                    switch (prepared) {
                      case Engine.Prepared.Ready ready -> ready.cached() ? "cached" : "ready";
                      case Engine.Prepared.Unavailable unavailable -> unavailable.reason();
                    }));
  }

  @JSExport
  public static void run(ModelMessage model, Int32Array ids, Int32Array lengths, RanSink sink) {
    List<int[]> sequences = new ArrayList<>();
    int at = 0;
    for (int length : lengths.copyToJavaArray()) {
      sequences.add(Arrays.copyOfRange(ids.copyToJavaArray(), at, at + length));
      at += length;
    }
    opened().run(ModelMessages.spec(model), new TokenBatch(sequences), ran -> tell(ran, sink));
  }

  private static void tell(Engine.Ran outcome, RanSink sink) {
    switch (outcome) {
      case Engine.Ran.Computed computed ->
          sink.accept(
              Float32Array.copyFromJavaArray(computed.vectors()),
              null,
              (double) computed.busyMicros());
      case Engine.Ran.Failed failed -> sink.accept(null, failed.reason(), 0);
    }
  }

  private static WorkerEngine opened() {
    WorkerEngine opened = engine;
    if (opened == null) {
      throw new IllegalStateException("openEngine comes first");
    }
    return opened;
  }

  /** The simplest actor: runs events in order, never one inside another. */
  private static final class Queue implements Actor {
    private final Deque<Runnable> events = new ArrayDeque<>();
    private boolean running;

    @Override
    public void enqueue(Runnable event) {
      events.add(event);
      if (running) {
        return;
      }
      running = true;
      for (Runnable next = events.poll(); next != null; next = events.poll()) {
        next.run();
      }
      running = false;
    }
  }
}
