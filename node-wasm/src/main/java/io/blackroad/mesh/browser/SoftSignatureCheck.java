package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.SoftEd25519;
import io.blackroad.mesh.port.SignatureCheck;
import java.util.function.Consumer;
import org.teavm.jso.typedarrays.Int8Array;

/** Verifies Ed25519 in plain Java; half a millisecond each. */
record SoftSignatureCheck(SoftEd25519 ed25519) implements SignatureCheck {
  @Override
  public void verify(byte[] publicKey, byte[] message, byte[] signature, Consumer<Boolean> done) {
    done.accept(
        ed25519.verify(
            Int8Array.copyFromJavaArray(publicKey),
            Int8Array.copyFromJavaArray(message),
            Int8Array.copyFromJavaArray(signature)));
  }
}
