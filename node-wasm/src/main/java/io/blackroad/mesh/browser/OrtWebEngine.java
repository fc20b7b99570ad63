package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Ort;
import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.Time;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.execute.EqualLengths;
import io.blackroad.mesh.execute.SentenceVector;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * ONNX Runtime Web on its WebAssembly provider, in the executor worker. Bits depend on the runtime
 * build, the model and the optimisation level, all of which {@link ModelSpec} pins; not on threads,
 * nor on what ran before.
 */
final class OrtWebEngine implements Engine {
  static final String ENGINE_CLASS = "ort-web-wasm";

  /** Where the runtime's files lie, from the worker's script. */
  private static final String RUNTIME_PATH = "ort/";

  private static final String RUNTIME_FILE = "ort-wasm-simd-threaded.wasm";

  /** Four times what version 1.30.0 has: a bound on memory, not a guess. */
  private static final long RUNTIME_BYTES_MAX = 64L << 20;

  private static final String MODELS_PATH = "../models/";

  /** Two fit beside each other in a small tab: 77 MiB and 242 MiB were measured. */
  private static final int SESSIONS_MAX = 2;

  /**
   * What a run costs beside itself: its message and the answer, tensors, garbage. Measured in
   * Chromium 156 as what the kernel accounts to the thread beyond {@code busyMicros}: 1.1 to 1.6 ms
   * of CPU a run with 8, 32 and 128 tokens alike.
   */
  private static final long HANDLING_MICROS = 1_300;

  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";

  private final Ort ort;
  private final int threads;
  private final FileCache runtimeFiles = new FileCache((loaded, total) -> {});
  private final FileCache modelFiles;
  private final Map<String, Ort.Session> sessions = new TreeMap<>();
  private @Nullable String runtimeHash;
  private boolean closed;

  /**
   * @param threads threads for one run; more than one needs a cross-origin isolated page
   * @param progress of a model's download
   */
  OrtWebEngine(Ort ort, int threads, DownloadProgress progress) {
    this.ort = ort;
    this.threads = threads;
    this.modelFiles = new FileCache(progress);
  }

  @Override
  public String engineClass() {
    return ENGINE_CLASS;
  }

  @Override
  public void prepare(ModelSpec model, Consumer<Prepared> done) {
    JSPromise.runAsync(
        () -> {
          Prepared outcome = prepared(model);
          if (!closed) {
            done.accept(outcome);
          }
        });
  }

  private Prepared prepared(ModelSpec model) {
    try {
      return new Prepared.Ready(load(model));
    } catch (RuntimeException failure) {
      return new Prepared.Unavailable(model.name() + ": " + failure.getMessage());
    }
  }

  /** Whether no byte of the model was downloaded. Suspends (see {@link Await}). */
  private boolean load(ModelSpec model) {
    if (sessions.containsKey(model.modelHash())) {
      return true;
    }
    loadRuntime(model);
    String digits = WebFile.digits(model.modelHash());
    String url = WorkerScope.resolve(MODELS_PATH + digits + ".onnx");
    FileCache.Opened file = modelFiles.open(new WebFile(url, digits, model.modelBytes()));
    Ort.Session session = Await.value(Ort.create(ort, file.bytes(), model.level()));
    for (String input : session.getInputNames()) {
      if (!input.equals(IDS) && !input.equals(MASK) && !input.equals(TYPES)) {
        throw new BrowserFailure("the model wants an input \"" + input + "\"");
      }
    }
    sessions.put(model.modelHash(), session);
    dropEldest();
    return file.cached();
  }

  private void loadRuntime(ModelSpec model) {
    if (runtimeHash == null) {
      String url = WorkerScope.resolve(RUNTIME_PATH + RUNTIME_FILE);
      WebFile file = new WebFile(url, WebFile.digits(model.runtimeHash()), RUNTIME_BYTES_MAX);
      String filesUrl = WorkerScope.resolve(RUNTIME_PATH);
      Ort.configure(ort, filesUrl, runtimeFiles.open(file).bytes(), threads);
      runtimeHash = model.runtimeHash();
    }
    if (!model.runtimeHash().equals(runtimeHash)) {
      throw new BrowserFailure(
          "it wants runtime " + model.runtimeHash() + ", this worker runs " + runtimeHash);
    }
  }

  private void dropEldest() {
    if (sessions.size() > SESSIONS_MAX) {
      String eldest = sessions.keySet().iterator().next();
      Ort.Session session = sessions.remove(eldest);
      if (session != null) {
        Await.valueOrNull(session.release());
      }
    }
  }

  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    Ort.Session session = sessions.get(model.modelHash());
    String refusal = session == null ? model.name() + " is not loaded" : refusal(model, batch);
    if (session == null || refusal != null) {
      done.accept(new Ran.Failed(String.valueOf(refusal)));
      return;
    }
    new Run(session, model, batch, done).next();
  }

  /** One run under way: a step for each group of equally long texts. */
  private final class Run {
    private final double startMillis = Time.monotonicMillis();
    private final Ort.Session session;
    private final ModelSpec model;
    private final Consumer<Ran> done;
    private final Deque<EqualLengths> groups;
    private final float[] vectors;

    Run(Ort.Session session, ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
      this.session = session;
      this.model = model;
      this.done = done;
      this.groups = new ArrayDeque<>(EqualLengths.of(batch));
      this.vectors = new float[batch.size() * model.dimensions()];
    }

    void next() {
      EqualLengths group = groups.poll();
      if (group == null) {
        double busyMicros = (Time.monotonicMillis() - startMillis) * 1_000;
        end(new Ran.Computed(vectors, (long) busyMicros + HANDLING_MICROS));
        return;
      }
      String output = session.getOutputNames()[0];
      Promises.settle(
          Ort.Session.run(session, feeds(session, group.batch()), output),
          states -> {
            group.place(vectors(states, model, group.batch()), vectors);
            next();
          },
          reason -> end(new Ran.Failed(reason)));
    }

    private void end(Ran outcome) {
      if (!closed) {
        done.accept(outcome);
      }
    }
  }

  private static @Nullable String refusal(ModelSpec model, TokenBatch batch) {
    if (batch.size() == 0 || (batch.size() > 1 && !model.batchable())) {
      return batch.size() + " texts for " + model.name() + ", which takes one at a time";
    }
    if (batch.longest() > model.tokensMax()) {
      return "a text of " + batch.longest() + " tokens, at most " + model.tokensMax();
    }
    return null;
  }

  /** The session's inputs for sequences of one length. */
  private Ort.Feeds feeds(Ort.Session session, TokenBatch batch) {
    int columns = batch.longest();
    int[] ids = new int[batch.size() * columns];
    int[] mask = new int[ids.length];
    Arrays.fill(mask, 1);
    for (int row = 0; row < batch.size(); row++) {
      System.arraycopy(batch.sequences().get(row), 0, ids, row * columns, columns);
    }
    Ort.Feeds feeds = Ort.feeds();
    for (String input : session.getInputNames()) {
      int[] values = input.equals(IDS) ? ids : input.equals(MASK) ? mask : new int[ids.length];
      Int32Array copy = Int32Array.copyFromJavaArray(values);
      feeds.set(input, Ort.int64(ort, copy, batch.size(), columns));
    }
    return feeds;
  }

  private static float[] vectors(Ort.Output output, ModelSpec model, TokenBatch batch) {
    int[] wanted = {batch.size(), batch.longest(), model.dimensions()};
    int[] dims = output.getDims();
    if (!output.getType().equals("float32") || !Arrays.equals(dims, wanted)) {
      throw new IllegalArgumentException(
          "the model's output is "
              + output.getType()
              + Arrays.toString(dims)
              + ", wanted float32"
              + Arrays.toString(wanted));
    }
    return SentenceVector.ofStates(output.getData().copyToJavaArray(), batch, model);
  }

  @Override
  public void close() {
    closed = true;
  }
}
