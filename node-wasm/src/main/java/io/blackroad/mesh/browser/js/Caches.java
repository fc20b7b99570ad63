package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** The Cache API. */
public final class Caches {
  private Caches() {}

  /** Opens or creates; rejected, not thrown, where storage is closed to this context. */
  @JSBody(
      params = "name",
      script = "return Promise.resolve().then(function() { return caches.open(name); });")
  public static native JSPromise<Bucket> open(String name);

  /** Responses by address. */
  @JSClass(transparent = true)
  public abstract static class Bucket implements JSObject {
    /** The response kept under {@code url}, or undefined. */
    public abstract JSPromise<Http.Response> match(String url);

    @JSMethod("delete")
    public abstract JSPromise<JSObject> remove(String url);

    @JSBody(
        params = {"bucket", "url", "body"},
        script = "return bucket.put(url, new Response(body));")
    public static native JSPromise<JSObject> put(Bucket bucket, String url, ArrayBuffer body);
  }
}
