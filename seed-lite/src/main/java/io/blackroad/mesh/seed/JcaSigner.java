package io.blackroad.mesh.seed;

import io.blackroad.mesh.port.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.function.Consumer;

/** An Ed25519 key pair in the JDK's hands. */
final class JcaSigner implements Signer {
  private final KeyPair pair;

  JcaSigner(KeyPair pair) {
    this.pair = pair;
  }

  /** A fresh key pair. */
  static JcaSigner generated() {
    try {
      return new JcaSigner(KeyPairGenerator.getInstance(Ed25519.ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
  }

  KeyPair pair() {
    return pair;
  }

  @Override
  public byte[] publicKey() {
    return Ed25519.raw(pair.getPublic());
  }

  @Override
  public void sign(byte[] message, Consumer<byte[]> done) {
    done.accept(signed(message));
  }

  byte[] signed(byte[] message) {
    try {
      Signature signing = Signature.getInstance(Ed25519.ALGORITHM);
      signing.initSign(pair.getPrivate());
      signing.update(message);
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that cannot sign", e);
    }
  }
}
