package io.blackroad.mesh.seed;

import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.sign.SignatureForm;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.function.Consumer;

/** Verifies Ed25519 with the JDK, behind {@link SignatureForm}: alone, it takes small orders. */
public final class JcaSignatureCheck implements SignatureCheck {
  @Override
  public void verify(byte[] publicKey, byte[] message, byte[] signature, Consumer<Boolean> done) {
    done.accept(holds(publicKey, message, signature));
  }

  /** Whether {@code signature} is {@code publicKey}'s over {@code message}. */
  static boolean holds(byte[] publicKey, byte[] message, byte[] signature) {
    if (!SignatureForm.isStrict(publicKey, signature)) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(Ed25519.ALGORITHM);
      check.initVerify(Ed25519.publicKey(publicKey));
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // not a key, or not a signature
    }
  }
}
