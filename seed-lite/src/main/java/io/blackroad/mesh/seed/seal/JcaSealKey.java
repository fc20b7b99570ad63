package io.blackroad.mesh.seed.seal;

import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.Unsealed;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.function.Consumer;
import javax.crypto.KeyAgreement;

/** A pair on P-256 in the JDK's hands. */
final class JcaSealKey implements SealKey {
  private static final String AGREEMENT = "ECDH";

  private final KeyPair pair;

  JcaSealKey(KeyPair pair) {
    this.pair = pair;
  }

  @Override
  public byte[] publicKey() {
    return P256Point.bytes((ECPublicKey) pair.getPublic());
  }

  @Override
  public void agree(byte[] peer, Consumer<Unsealed> done) {
    ECPublicKey key = P256Point.key(peer);
    done.accept(
        key == null
            ? new Unsealed.Refused("a public key that is no point of P-256")
            : new Unsealed.Plain(agreed(key)));
  }

  private byte[] agreed(ECPublicKey peer) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(AGREEMENT);
      agreement.init(pair.getPrivate());
      agreement.doPhase(peer, true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("two keys of P-256 that do not agree", e);
    }
  }
}
