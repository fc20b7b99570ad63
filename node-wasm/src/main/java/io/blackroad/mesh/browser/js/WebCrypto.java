package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** The Web Cryptography API. */
public final class WebCrypto {
  private WebCrypto() {}

  /** Overwrites {@code target}, at most 65,536 bytes. */
  @JSBody(params = "target", script = "crypto.getRandomValues(target);")
  public static native void randomise(Int8Array target);

  @JSBody(params = "data", script = "return crypto.subtle.digest('SHA-256', data);")
  public static native JSPromise<ArrayBuffer> sha256(ArrayBuffer data);

  /**
   * An Ed25519 pair whose private half cannot be read, only used. Rejected where there is no
   * Ed25519, or no {@code crypto.subtle} at all.
   */
  @JSBody(
      script =
          "return Promise.resolve().then(function() {"
              + " return crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);"
              + " });")
  public static native JSPromise<KeyPair> generateEd25519();

  @JSBody(params = "key", script = "return crypto.subtle.exportKey('raw', key);")
  public static native JSPromise<ArrayBuffer> exportRaw(JSObject key);

  @JSBody(
      params = {"key", "message"},
      script = "return crypto.subtle.sign('Ed25519', key, message);")
  public static native JSPromise<ArrayBuffer> sign(JSObject key, Int8Array message);

  /** Rejected when {@code publicKey} is none. */
  @JSBody(
      params = {"publicKey", "signature", "message"},
      script =
          "return crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])"
              + ".then(function(key) {"
              + " return crypto.subtle.verify('Ed25519', key, signature, message); });")
  public static native JSPromise<JSBoolean> verify(
      Int8Array publicKey, Int8Array signature, Int8Array message);

  /** Two CryptoKey objects. */
  public interface KeyPair extends JSObject {
    @JSProperty
    JSObject getPrivateKey();

    @JSProperty
    JSObject getPublicKey();
  }
}
