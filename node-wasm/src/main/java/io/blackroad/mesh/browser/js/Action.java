package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** A JavaScript function without a value. */
@JSFunctor
public interface Action extends JSObject {
  void run();
}
