package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;

/** Later. */
public final class Timers {
  private Timers() {}

  /** Calls {@code action} once after at least {@code millis}; the handle is for {@link #cancel}. */
  @JSBody(
      params = {"action", "millis"},
      script = "return setTimeout(action, millis);")
  public static native int after(Action action, double millis);

  /** Forgets the timer; does nothing when it has fired or never was. */
  @JSBody(params = "handle", script = "clearTimeout(handle);")
  public static native void cancel(int handle);

  /**
   * A port whose {@link Turn#next} calls {@code action} as a task of its own, after the events that
   * wait, without the 4 ms that browsers add to nested timers.
   */
  @JSBody(
      params = "action",
      script =
          "var channel = new MessageChannel(); channel.port2.onmessage = function() { action(); };"
              + " return channel.port1;")
  public static native Turn turn(Action action);

  /** See {@link #turn}. */
  @JSClass(transparent = true)
  public abstract static class Turn implements JSObject {
    @JSBody(params = "turn", script = "turn.postMessage(0);")
    public static native void next(Turn turn);
  }
}
