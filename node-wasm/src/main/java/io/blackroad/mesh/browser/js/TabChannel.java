package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;

/** A BroadcastChannel: texts to and from the other tabs of this browser, of one origin. */
@JSClass(transparent = true)
public abstract class TabChannel implements JSObject {
  @JSBody(params = "name", script = "return new BroadcastChannel(name);")
  public static native TabChannel open(String name);

  @JSMethod("postMessage")
  public abstract void post(String text);

  /** Hears what other tabs post. */
  @JSBody(
      params = {"channel", "listener"},
      script = "channel.onmessage = function(event) { listener(String(event.data)); };")
  public static native void onText(TabChannel channel, TextSink listener);
}
