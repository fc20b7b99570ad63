package io.blackroad.mesh.browser.js;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** What becomes of promises. */
public final class Promises {
  private Promises() {}

  /**
   * A promise that is never rejected, because TeaVM 0.15 does not resume a thread that awaits one
   * that is. {@code undefined} becomes null.
   */
  @JSBody(
      params = "promise",
      script =
          "return promise.then("
              + "function(v) { return { value: v === undefined ? null : v, failure: null }; },"
              + "function(e) { return { value: null, failure: String(e && e.message || e) }; });")
  public static native <T extends JSObject> JSPromise<Outcome<T>> outcome(JSPromise<T> promise);

  /**
   * Calls {@code done}, or {@code failed} with words when the promise is rejected or {@code done}
   * itself throws, a WebAssembly trap included.
   */
  @JSBody(
      params = {"promise", "done", "failed"},
      script = "promise.then(done).catch(function(e) { failed(String(e && e.message || e)); });")
  public static native <T extends JSObject> void settle(
      JSPromise<T> promise, Sink<T> done, TextSink failed);

  /** How a promise ended. */
  public interface Outcome<T extends JSObject> extends JSObject {
    /** The value; null when it failed or had none. */
    @JSProperty
    @Nullable T getValue();

    /** Why it failed, or null. */
    @JSProperty
    @Nullable String getFailure();
  }
}
