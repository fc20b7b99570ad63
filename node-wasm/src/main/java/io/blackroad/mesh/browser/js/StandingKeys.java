package io.blackroad.mesh.browser.js;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** {@code standing.js}: the device key that a visitor may keep. Its promises are not rejected. */
public interface StandingKeys extends JSObject {
  /** The key that is kept for {@code chain}, a seed's log, unless another tab uses it. */
  JSPromise<Claim> claim(String site, String chain);

  /** Keeps {@code key}; the state that the node's key is in then. */
  JSPromise<JSString> keep(String site, String chain, DeviceKey key);

  /** What {@link #claim} found. */
  interface Claim extends JSObject {
    /** {@code session}, {@code kept} or {@code elsewhere}. */
    @JSProperty
    String getState();

    @JSProperty
    @Nullable DeviceKey getKey();
  }
}
