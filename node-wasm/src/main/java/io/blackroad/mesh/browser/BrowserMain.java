package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Ort;
import io.blackroad.mesh.browser.js.SoftEd25519;
import org.teavm.jso.JSExport;

/** What {@code node.wasm} exports: an entry point for each worker that loads it. */
public final class BrowserMain {
  private BrowserMain() {}

  /** Wanted by TeaVM; the loaders call the exports instead. */
  public static void main(String[] args) {}

  /** Turns the calling worker into the node; {@code soft} fetches {@code ed25519.js}. */
  @JSExport
  public static void nodeWorker(SoftEd25519.Source soft) {
    NodeWorkerMain.start(soft);
  }

  /** Turns the calling worker into the executor; {@code ort} is ONNX Runtime Web's module. */
  @JSExport
  public static void executor(Ort ort) {
    ExecutorMain.start(ort);
  }
}
