package io.blackroad.mesh.conformance;

import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.sign.Ed25519;
import java.util.function.Consumer;

/** Takes the answer of a question that may be answered later, and here is answered at once. */
final class Answer implements Consumer<Boolean> {
  /** Our own verifier: the same on every platform, and it does not wait. */
  static final SignatureCheck SIGNATURES =
      (publicKey, message, signature, done) ->
          done.accept(Ed25519.verify(publicKey, message, signature));

  private boolean yes;

  /** Whether the answer came and was yes. */
  boolean isYes() {
    return yes;
  }

  @Override
  public void accept(Boolean answer) {
    yes = answer;
  }
}
