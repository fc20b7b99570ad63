package io.blackroad.mesh.browser.js;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/** What {@code seal.wasm} exports. */
public interface SealPart extends JSObject {
  /**
   * Before anything else.
   *
   * @param key the node's, to sign its sealing key with
   * @param compute the engine for what was opened
   */
  void begin(DeviceKey key, Compute compute);

  /** Has a key for sealing made and signed; its answer has no numbers, and a failure or none. */
  void prepare(String model, String modelHash, Answer answer);

  /** Computes one sealed row, given as the ids of the sealed form of that name. */
  void run(String model, String modelHash, Int32Array ids, Answer answer);

  /** Computes the vector of one text of these ids. */
  @JSFunctor
  interface Compute extends JSObject {
    void compute(Int32Array ids, Answer answer);
  }

  /** Hears what came of it: numbers and the micros that they took, or a failure. */
  @JSFunctor
  interface Answer extends JSObject {
    void answer(@Nullable Float32Array numbers, double busyMicros, String failure);
  }

  /** How it comes to be. */
  final class Code {
    private Code() {}

    /** {@code node-worker.js} puts the loader down; other contexts have none. */
    @JSBody(
        params = "wasm",
        script =
            "return self.meshLoad ? self.meshLoad(wasm)"
                + " : Promise.reject(new Error('that takes an open page'));")
    public static native JSPromise<SealPart> open(ArrayBuffer wasm);
  }
}
