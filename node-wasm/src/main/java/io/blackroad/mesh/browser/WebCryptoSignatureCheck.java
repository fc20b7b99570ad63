package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.WebCrypto;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.sign.SignatureForm;
import java.util.function.Consumer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * {@code crypto.subtle.verify}, behind {@link SignatureForm}: browsers differ in what they take for
 * a point.
 */
public final class WebCryptoSignatureCheck implements SignatureCheck {
  private final Actor actor;

  /** Tells its verdicts on {@code actor}'s turn. */
  public WebCryptoSignatureCheck(Actor actor) {
    this.actor = actor;
  }

  @Override
  public void verify(byte[] publicKey, byte[] message, byte[] signature, Consumer<Boolean> done) {
    if (!SignatureForm.isStrict(publicKey, signature)) {
      done.accept(false);
      return;
    }
    Promises.settle(
        WebCrypto.verify(
            Int8Array.copyFromJavaArray(publicKey),
            Int8Array.copyFromJavaArray(signature),
            Int8Array.copyFromJavaArray(message)),
        verdict -> actor.enqueue(() -> done.accept(verdict.booleanValue())),
        noPoint -> actor.enqueue(() -> done.accept(false)));
  }
}
