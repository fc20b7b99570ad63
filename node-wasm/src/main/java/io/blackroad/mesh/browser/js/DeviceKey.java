package io.blackroad.mesh.browser.js;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Int8Array;

/** A node's key as IndexedDB can keep it: WebCrypto's pair, or the seed of our own Ed25519. */
public interface DeviceKey extends JSObject {
  @JSProperty
  WebCrypto.@Nullable KeyPair getPair();

  /** 32 bytes, which code of this origin can read. */
  @JSProperty
  @Nullable Int8Array getSeed();

  /** New device keys. */
  final class Of {
    private Of() {}

    @JSBody(params = "pair", script = "return { pair: pair, seed: null };")
    public static native DeviceKey pair(WebCrypto.KeyPair pair);

    @JSBody(params = "seed", script = "return { pair: null, seed: seed };")
    public static native DeviceKey seed(Int8Array seed);
  }
}
