package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int8Array;

/** One end of a MessageChannel between two contexts of this browser. */
@JSClass(transparent = true)
public abstract class Port implements JSObject {
  @JSMethod("postMessage")
  public abstract void post(JSObject message);

  /** Posts {@code message}, in which {@code bytes} are, without a copy: they are gone from here. */
  @JSBody(
      params = {"port", "message", "bytes"},
      script = "port.postMessage(message, [bytes.buffer]);")
  public static native void give(Port port, JSObject message, Int8Array bytes);

  public abstract void close();

  /** Hears what the other end posts. */
  @JSBody(
      params = {"port", "listener"},
      script = "port.onmessage = function(event) { listener(event.data); };")
  public static native <T extends JSObject> void onMessage(Port port, Sink<T> listener);
}
