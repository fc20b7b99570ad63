package io.blackroad.mesh.seed.seal;

import io.blackroad.mesh.seal.GcmKey;
import io.blackroad.mesh.seal.SealCrypto;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.Unsealed;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.function.Consumer;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** P-256 and AES-128-GCM of the JDK. Answers at once; may be used by any thread. */
public final class JcaSealCrypto implements SealCrypto {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int TAG_BITS = 8 * GcmKey.TAG_BYTES;

  @Override
  public void generate(Consumer<SealKey> done) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(P256Point.ALGORITHM);
      generator.initialize(new ECGenParameterSpec(P256Point.CURVE));
      done.accept(new JcaSealKey(generator.generateKeyPair()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  @Override
  public void encrypt(GcmKey key, byte[] aad, byte[] plaintext, Consumer<byte[]> done) {
    try {
      done.accept(cipher(Cipher.ENCRYPT_MODE, key, aad).doFinal(plaintext));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  @Override
  public void decrypt(GcmKey key, byte[] aad, byte[] ciphertext, Consumer<Unsealed> done) {
    done.accept(decrypted(key, aad, ciphertext));
  }

  private static Unsealed decrypted(GcmKey key, byte[] aad, byte[] ciphertext) {
    if (ciphertext.length < GcmKey.TAG_BYTES) {
      return new Unsealed.Refused("a ciphertext of " + ciphertext.length + " bytes");
    }
    try {
      return new Unsealed.Plain(cipher(Cipher.DECRYPT_MODE, key, aad).doFinal(ciphertext));
    } catch (AEADBadTagException e) {
      return new Unsealed.Refused("the ciphertext is not what was sealed with this key for this");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, GcmKey key, byte[] aad) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(
        mode, new SecretKeySpec(key.key(), "AES"), new GCMParameterSpec(TAG_BITS, key.nonce()));
    cipher.updateAAD(aad);
    return cipher;
  }
}
