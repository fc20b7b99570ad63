package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Ort;
import io.blackroad.mesh.browser.js.SoftEd25519;
import io.blackroad.mesh.browser.js.StandingKeys;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** What {@code node.wasm} exports: an entry point for each worker that loads it. */
public final class BrowserMain {
  private BrowserMain() {}

  /** Wanted by TeaVM; the loaders call the exports instead. */
  public static void main(String[] args) {}

  /**
   * Turns the calling worker into the node.
   *
   * @param wasm the bytes of this very WebAssembly
   * @param receipt the seed's word on its code, as text
   * @param soft opens {@code ed25519.wasm}
   * @param keys the visitor's device key, if they keep one
   */
  @JSExport
  public static void nodeWorker(
      ArrayBuffer wasm, String receipt, SoftEd25519.Source soft, StandingKeys keys) {
    NodeWorkerMain.start(new NodeWorkerMain(wasm, soft, keys), receipt);
  }

  /** Turns the calling worker into the executor; {@code ort} is ONNX Runtime Web's module. */
  @JSExport
  public static void executor(Ort ort) {
    ExecutorMain.start(ort);
  }
}
