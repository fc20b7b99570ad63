package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** A JavaScript function of one value. */
@JSFunctor
public interface Sink<T extends JSObject> extends JSObject {
  void accept(T value);
}
