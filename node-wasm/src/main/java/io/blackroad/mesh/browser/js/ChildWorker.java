package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;

/** A dedicated worker that this context started and may end. */
@JSClass(transparent = true)
public abstract class ChildWorker implements JSObject {
  /** Starts the module script at {@code url}. */
  @JSBody(params = "url", script = "return new Worker(url, { type: 'module' });")
  public static native ChildWorker start(String url);

  @JSMethod("postMessage")
  public abstract void post(JSObject message);

  /** Posts {@code message}, in which {@code port} is, which is gone from here then. */
  @JSBody(
      params = {"worker", "message", "port"},
      script = "worker.postMessage(message, [port]);")
  public static native void give(ChildWorker worker, JSObject message, Port port);

  /** Ends it now, in the middle of whatever it does. */
  public abstract void terminate();

  /** Hears its messages, one listener at a time. */
  @JSBody(
      params = {"worker", "listener"},
      script = "worker.onmessage = function(event) { listener(event.data); };")
  public static native <T extends JSObject> void onMessage(ChildWorker worker, Sink<T> listener);

  /** Hears, in words, that it could not load or that an exception went uncaught in it. */
  @JSBody(
      params = {"worker", "listener"},
      script =
          "worker.onerror = function(event) { event.preventDefault();"
              + " listener(String(event.message || 'its script did not load')); };")
  public static native void onError(ChildWorker worker, TextSink listener);
}
