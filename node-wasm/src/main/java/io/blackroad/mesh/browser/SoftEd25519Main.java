package io.blackroad.mesh.browser;

import io.blackroad.mesh.sign.Ed25519;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * What {@code ed25519.wasm} exports: {@link Ed25519} for browsers whose WebCrypto has none. A file
 * of its own, because most visitors never need it.
 */
public final class SoftEd25519Main {
  private SoftEd25519Main() {}

  /** Wanted by TeaVM; {@code ed25519.js} hands the exports out instead. */
  public static void main(String[] args) {}

  /** The public key of a seed of 32 bytes. */
  @JSExport
  public static Int8Array publicKey(Int8Array seed) {
    return Int8Array.copyFromJavaArray(Ed25519.publicKey(seed.copyToJavaArray()));
  }

  /** The signature of {@code message} by a seed of 32 bytes. */
  @JSExport
  public static Int8Array sign(Int8Array seed, Int8Array message) {
    return Int8Array.copyFromJavaArray(
        Ed25519.sign(seed.copyToJavaArray(), message.copyToJavaArray()));
  }

  /** Whether {@code signature} is {@code publicKey}'s over {@code message}. */
  @JSExport
  public static boolean verify(Int8Array publicKey, Int8Array message, Int8Array signature) {
    return Ed25519.verify(
        publicKey.copyToJavaArray(), message.copyToJavaArray(), signature.copyToJavaArray());
  }
}
