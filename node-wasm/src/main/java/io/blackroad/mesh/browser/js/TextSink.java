package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** A JavaScript function of one text. */
@JSFunctor
public interface TextSink extends JSObject {
  void accept(String text);
}
