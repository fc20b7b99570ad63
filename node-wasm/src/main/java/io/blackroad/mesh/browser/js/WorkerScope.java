package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** The dedicated worker that this code runs in. */
public final class WorkerScope {
  private WorkerScope() {}

  /** Sends to whoever started the worker. */
  @JSBody(params = "message", script = "self.postMessage(message);")
  public static native void post(JSObject message);

  /** Hears whoever started the worker. */
  @JSBody(
      params = "listener",
      script = "self.onmessage = function(event) { listener(event.data); };")
  public static native <T extends JSObject> void onMessage(Sink<T> listener);

  /**
   * Makes a promise that nobody caught end the worker's owner's ignorance: it becomes an error
   * event there, as a plain exception does. In a new error, because an event does not tell the
   * words of one that came out of WebAssembly.
   */
  @JSBody(
      script =
          "self.onunhandledrejection = function(event) { var e = event.reason;"
              + " setTimeout(function() {"
              + " throw new Error(String(e && e.message || e), { cause: e }); }); };")
  public static native void reportRejections();

  /** Memory of the device in MiB, coarse on purpose; 0 where the browser does not tell. */
  @JSBody(script = "return (self.navigator.deviceMemory || 0) * 1024;")
  public static native int memoryMib();

  /** Ends the worker once the present callback returns. */
  @JSBody(script = "self.close();")
  public static native void close();

  /**
   * The absolute address of {@code path}, relative to the worker's script: {@code worker.js} puts
   * down where that is, because a worker may have been started from a blob.
   */
  @JSBody(params = "path", script = "return new URL(path, self.meshScript).href;")
  public static native String resolve(String path);
}
