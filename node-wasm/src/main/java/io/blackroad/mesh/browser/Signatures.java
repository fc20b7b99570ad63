package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.SoftEd25519;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.port.Signer;
import java.util.function.Supplier;

/** This session's key and its view of other keys: WebCrypto's, or our own where that has none. */
record Signatures(Signer signer, SignatureCheck check) {
  /**
   * Makes a key pair. Suspends (see {@link Await}).
   *
   * @param soft fetches our own Ed25519, suspending; asked only when WebCrypto makes no key
   * @throws BrowserFailure when that could not be fetched either
   */
  static Signatures create(Actor actor, Supplier<SoftEd25519> soft) {
    try {
      return ofWebCrypto(actor);
    } catch (BrowserFailure noEd25519) {
      return ofSoft(soft.get());
    }
  }

  /**
   * Suspends.
   *
   * @throws BrowserFailure where WebCrypto has no Ed25519
   */
  static Signatures ofWebCrypto(Actor actor) {
    return new Signatures(WebCryptoSigner.create(actor), new WebCryptoSignatureCheck(actor));
  }

  static Signatures ofSoft(SoftEd25519 soft) {
    return new Signatures(new SoftSigner(soft, new CryptoEntropy()), new SoftSignatureCheck(soft));
  }
}
