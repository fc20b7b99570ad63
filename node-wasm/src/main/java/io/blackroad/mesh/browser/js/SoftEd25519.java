package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** What {@code ed25519.wasm} exports. */
public interface SoftEd25519 extends JSObject {
  Int8Array publicKey(Int8Array seed);

  Int8Array sign(Int8Array seed, Int8Array message);

  boolean verify(Int8Array publicKey, Int8Array message, Int8Array signature);

  /** Opens it: {@code (wasm) => import('./ed25519.js').then(({ open }) => open(wasm))}. */
  @JSFunctor
  interface Source extends JSObject {
    JSPromise<SoftEd25519> open(ArrayBuffer wasm);
  }
}
