package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The page that this code runs in. */
public final class PageScope {
  private PageScope() {}

  /** Hears that the page is left, for good or into the back/forward cache. */
  @JSBody(params = "listener", script = "addEventListener('pagehide', listener);")
  public static native void onHide(Sink<Transition> listener);

  /** Hears that the page is shown, {@code persisted} when out of the back/forward cache. */
  @JSBody(params = "listener", script = "addEventListener('pageshow', listener);")
  public static native void onShow(Sink<Transition> listener);

  /** A PageTransitionEvent. */
  public interface Transition extends JSObject {
    @JSProperty("persisted")
    boolean isPersisted();
  }
}
