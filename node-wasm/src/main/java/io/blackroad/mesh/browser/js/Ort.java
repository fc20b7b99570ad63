package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSIndexer;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/** The module {@code ort.wasm.min.mjs} of ONNX Runtime Web. */
@JSClass(transparent = true)
public abstract class Ort implements JSObject {
  /** Must come before the first session; {@code filesUrl} is where the module's glue lies. */
  @JSBody(
      params = {"ort", "filesUrl", "wasm", "threads"},
      script =
          "ort.env.wasm.wasmPaths = filesUrl; ort.env.wasm.wasmBinary = wasm;"
              + " ort.env.wasm.numThreads = threads;")
  public static native void configure(Ort ort, String filesUrl, ArrayBuffer wasm, int threads);

  /** A session on the WebAssembly provider; {@code level} is the graph optimisation level. */
  @JSBody(
      params = {"ort", "model", "level"},
      script =
          "return ort.InferenceSession.create(new Uint8Array(model),"
              + " { executionProviders: ['wasm'], graphOptimizationLevel: level });")
  public static native JSPromise<Session> create(Ort ort, ArrayBuffer model, String level);

  /** A session's inputs to be. */
  @JSBody(script = "return {};")
  public static native Feeds feeds();

  /** An int64 tensor [rows, columns] of {@code values}, converted in one go. */
  @JSBody(
      params = {"ort", "values", "rows", "columns"},
      script =
          "return new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [rows, columns]);")
  public static native JSObject int64(Ort ort, Int32Array values, int rows, int columns);

  /** A loaded model. */
  @JSClass(transparent = true)
  public abstract static class Session implements JSObject {
    @JSProperty
    public abstract String[] getInputNames();

    @JSProperty
    public abstract String[] getOutputNames();

    /** Frees what it can; WebAssembly memory never shrinks. */
    public abstract JSPromise<JSObject> release();

    /** Computes {@code output} only. */
    @JSBody(
        params = {"session", "feeds", "output"},
        script = "return session.run(feeds, [output]).then(function(all) { return all[output]; });")
    public static native JSPromise<Output> run(Session session, Feeds feeds, String output);
  }

  /** Tensors by input name. */
  public interface Feeds extends JSObject {
    @JSIndexer
    void set(String name, JSObject tensor);
  }

  /** A computed tensor; {@link #getData} is of that class only when the type is float32. */
  public interface Output extends JSObject {
    @JSProperty
    String getType();

    @JSProperty
    int[] getDims();

    @JSProperty
    Float32Array getData();
  }
}
