package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;

/** The Fetch API. */
public final class Http {
  private Http() {}

  /** GET; {@code cacheMode} is {@code default} or {@code no-store}. */
  @JSBody(
      params = {"url", "cacheMode"},
      script = "return fetch(url, { cache: cacheMode });")
  public static native JSPromise<Response> get(String url, String cacheMode);

  /** An answer whose body has not been read. */
  @JSClass(transparent = true)
  public abstract static class Response implements JSObject {
    @JSProperty("ok")
    public abstract boolean isOk();

    @JSProperty
    public abstract int getStatus();

    /** The whole body. */
    @JSMethod("arrayBuffer")
    public abstract JSPromise<ArrayBuffer> bytes();

    @JSBody(params = "response", script = "return response.body.getReader();")
    public static native Reader reader(Response response);
  }

  /** A body as it arrives. */
  @JSClass(transparent = true)
  public abstract static class Reader implements JSObject {
    public abstract JSPromise<Piece> read();

    public abstract JSPromise<JSObject> cancel();
  }

  /** Some of a body; {@code value} is there unless {@code done}. */
  public interface Piece extends JSObject {
    @JSProperty("done")
    boolean isDone();

    @JSProperty
    Uint8Array getValue();
  }
}
