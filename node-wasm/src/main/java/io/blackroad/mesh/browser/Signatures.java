package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.SoftEd25519;
import io.blackroad.mesh.port.Signer;

/** This session's key: WebCrypto's, or our own where that makes none. */
record Signatures(Signer signer) {
  /**
   * Makes a key pair. Suspends (see {@link Await}).
   *
   * @param soft fetches our own Ed25519; asked only when WebCrypto makes no key
   * @throws BrowserFailure when that could not be fetched either
   */
  static Signatures create(Actor actor, SoftEd25519.Source soft) {
    try {
      return new Signatures(WebCryptoSigner.create(actor));
    } catch (BrowserFailure noEd25519) {
      return new Signatures(new SoftSigner(Await.value(soft.fetch()), new CryptoEntropy()));
    }
  }
}
