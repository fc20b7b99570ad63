package io.blackroad.mesh.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A tab with one engine in it, driven through {@link TckMain}. */
final class EnginePage implements AutoCloseable {
  private final Page page;

  EnginePage(Page page, int threads) {
    this.page = page;
    page.evaluate(
        """
        async (threads) => {
          const runtime = await import('/mesh/node.wasm-runtime.js');
          const { exports } = await runtime.load('/test/tck.wasm');
          window.tck = exports;
          window.progress = [];
          const wasm = await (await fetch('/mesh/node.wasm')).arrayBuffer();
          tck.openEngine(wasm, threads, (loaded, total) => progress.push([loaded, total]));
        }""",
        threads);
  }

  /** Reloads the page, which ends its workers, and begins a new engine; storage stays. */
  EnginePage again(int threads) {
    page.reload();
    return new EnginePage(page, threads);
  }

  /** {@code ready}, {@code cached} or why not. */
  String prepare(Map<String, Object> model) {
    return (String) page.evaluate("model => new Promise(done => tck.prepare(model, done))", model);
  }

  /** How far the download went, {@code [loaded, total]} at each step. */
  List<List<Number>> progress() {
    @SuppressWarnings("unchecked")
    List<List<Number>> steps = (List<List<Number>>) page.evaluate("window.progress");
    return steps;
  }

  /** One vector per sequence, computed in one run. */
  List<float[]> run(TestModel model, List<int[]> sequences) {
    Map<?, ?> ran = ran(model.message(), sequences);
    if (ran.get("reason") != null) {
      throw new AssertionError(ran.get("reason"));
    }
    List<?> values = (List<?>) Objects.requireNonNull(ran.get("vectors"));
    int dimensions = model.spec().dimensions();
    List<float[]> vectors = new ArrayList<>();
    for (int row = 0; row < sequences.size(); row++) {
      float[] vector = new float[dimensions];
      for (int i = 0; i < dimensions; i++) {
        vector[i] = ((Number) values.get(row * dimensions + i)).floatValue();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  /** What is said about a run that must fail. */
  String reason(Map<String, Object> model, List<int[]> sequences) {
    return String.valueOf(ran(model, sequences).get("reason"));
  }

  private Map<?, ?> ran(Map<String, Object> model, List<int[]> sequences) {
    List<Integer> lengths = sequences.stream().map(sequence -> sequence.length).toList();
    List<Integer> ids = sequences.stream().flatMapToInt(Arrays::stream).boxed().toList();
    return (Map<?, ?>)
        page.evaluate(
            """
            ({ model, ids, lengths }) => new Promise((done) => tck.run(
                model, Int32Array.from(ids), Int32Array.from(lengths),
                (vectors, reason, busyMicros) =>
                    done({ vectors: vectors && Array.from(vectors), reason, busyMicros })))""",
            Map.of("model", model, "ids", ids, "lengths", lengths));
  }

  /** What {@code EngineContract} finds, a line each; ends the engine. */
  String engineViolations(Map<String, Object> model) {
    return (String)
        page.evaluate("model => new Promise(done => tck.engineViolations(model, done))", model);
  }

  /** Throws in the executor where nobody catches, and waits until its owner has ended it. */
  void crashExecutor() {
    Worker executor = page.workers().getFirst();
    executor.waitForClose(
        () -> executor.evaluate("setTimeout(() => { throw new Error('boom'); })"));
  }

  Object evaluate(String script) {
    return page.evaluate(script);
  }

  @Override
  public void close() {
    page.context().close();
  }
}
