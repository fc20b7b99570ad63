package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** What sealed work needs of the Web Cryptography API. */
public final class SealSubtle {
  private SealSubtle() {}

  /** A pair on P-256 whose private half cannot be read, only used. */
  @JSBody(
      script =
          "return crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false,"
              + " ['deriveBits']);")
  public static native JSPromise<WebCrypto.KeyPair> generateP256();

  /** The x of the common point; rejected when {@code publicKey} is no point of the curve. */
  @JSBody(
      params = {"privateKey", "publicKey"},
      script =
          "return crypto.subtle.importKey("
              + "'raw', publicKey, { name: 'ECDH', namedCurve: 'P-256' }, false, [])"
              + ".then(function(key) { return crypto.subtle.deriveBits("
              + "{ name: 'ECDH', public: key }, privateKey, 256); });")
  public static native JSPromise<ArrayBuffer> agree(JSObject privateKey, Int8Array publicKey);

  @JSBody(
      params = {"key", "nonce", "aad", "plaintext"},
      script =
          "return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])"
              + ".then(function(imported) { return crypto.subtle.encrypt("
              + "{ name: 'AES-GCM', iv: nonce, additionalData: aad }, imported, plaintext); });")
  public static native JSPromise<ArrayBuffer> encrypt(
      Int8Array key, Int8Array nonce, Int8Array aad, Int8Array plaintext);

  /** Rejected when the tag does not fit. */
  @JSBody(
      params = {"key", "nonce", "aad", "ciphertext"},
      script =
          "return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])"
              + ".then(function(imported) { return crypto.subtle.decrypt("
              + "{ name: 'AES-GCM', iv: nonce, additionalData: aad }, imported, ciphertext); });")
  public static native JSPromise<ArrayBuffer> decrypt(
      Int8Array key, Int8Array nonce, Int8Array aad, Int8Array ciphertext);
}
