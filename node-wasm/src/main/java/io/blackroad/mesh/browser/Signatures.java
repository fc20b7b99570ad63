package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.DeviceKey;
import io.blackroad.mesh.browser.js.SoftEd25519;
import io.blackroad.mesh.browser.js.WebCrypto;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.sign.SignatureForm;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The node's key and its view of other keys: WebCrypto's, or our own where that has none.
 *
 * @param key what {@code signer} signs with, as it may be kept
 */
record Signatures(Signer signer, SignatureCheck check, DeviceKey key) {
  /**
   * Takes the kept key, or makes one. Suspends (see {@link Await}).
   *
   * @param kept from an earlier visit, or null
   * @param soft fetches our own Ed25519, suspending; asked only when WebCrypto makes no key
   * @throws BrowserFailure when that could not be fetched either
   */
  static Signatures create(Actor actor, @Nullable DeviceKey kept, Supplier<SoftEd25519> soft) {
    Int8Array seed = kept == null ? null : kept.getSeed();
    if (kept != null && seed != null) {
      return ofSoft(soft.get(), kept, seed);
    }
    WebCrypto.KeyPair pair = kept == null ? null : kept.getPair();
    if (kept != null && pair != null) {
      return ofWebCrypto(actor, kept, pair);
    }
    try {
      return ofWebCrypto(actor);
    } catch (BrowserFailure noEd25519) {
      return ofSoft(soft.get());
    }
  }

  /**
   * With a new pair. Suspends.
   *
   * @throws BrowserFailure where WebCrypto has no Ed25519
   */
  static Signatures ofWebCrypto(Actor actor) {
    WebCrypto.KeyPair pair = Await.value(WebCrypto.generateEd25519());
    return ofWebCrypto(actor, DeviceKey.Of.pair(pair), pair);
  }

  private static Signatures ofWebCrypto(Actor actor, DeviceKey key, WebCrypto.KeyPair pair) {
    WebCryptoSigner signer = WebCryptoSigner.of(pair, actor);
    return new Signatures(signer, new WebCryptoSignatureCheck(actor), key);
  }

  /** With a new seed. */
  static Signatures ofSoft(SoftEd25519 soft) {
    byte[] secret = new byte[SignatureForm.KEY_BYTES];
    new CryptoEntropy().fill(secret);
    Int8Array seed = Int8Array.copyFromJavaArray(secret);
    return ofSoft(soft, DeviceKey.Of.seed(seed), seed);
  }

  private static Signatures ofSoft(SoftEd25519 soft, DeviceKey key, Int8Array seed) {
    return new Signatures(new SoftSigner(soft, seed), new SoftSignatureCheck(soft), key);
  }
}
