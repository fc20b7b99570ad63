package io.blackroad.mesh.browser.seal;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.SealSubtle;
import io.blackroad.mesh.browser.js.WebCrypto;
import io.blackroad.mesh.seal.GcmKey;
import io.blackroad.mesh.seal.SealCrypto;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.Unsealed;
import java.util.function.Consumer;
import org.teavm.jso.typedarrays.Int8Array;

/** P-256 and AES-128-GCM of {@code crypto.subtle}. */
public final class WebCryptoSeal implements SealCrypto {
  private final Actor actor;

  public WebCryptoSeal(Actor actor) {
    this.actor = actor;
  }

  @Override
  public void generate(Consumer<SealKey> done) {
    Promises.settle(SealSubtle.generateP256(), pair -> made(pair, done), lost -> {});
  }

  private void made(WebCrypto.KeyPair pair, Consumer<SealKey> done) {
    Promises.settle(
        WebCrypto.exportRaw(pair.getPublicKey()),
        raw -> {
          byte[] publicKey = new Int8Array(raw).copyToJavaArray();
          actor.enqueue(
              () -> done.accept(new WebCryptoSealKey(pair.getPrivateKey(), publicKey, actor)));
        },
        lost -> {});
  }

  @Override
  public void encrypt(GcmKey key, byte[] aad, byte[] plaintext, Consumer<byte[]> done) {
    Promises.settle(
        SealSubtle.encrypt(js(key.key()), js(key.nonce()), js(aad), js(plaintext)),
        made -> {
          byte[] bytes = new Int8Array(made).copyToJavaArray();
          actor.enqueue(() -> done.accept(bytes));
        },
        lost -> {});
  }

  @Override
  public void decrypt(GcmKey key, byte[] aad, byte[] ciphertext, Consumer<Unsealed> done) {
    Promises.settle(
        SealSubtle.decrypt(js(key.key()), js(key.nonce()), js(aad), js(ciphertext)),
        plain -> actor.enqueue(() -> done.accept(WebCryptoSealKey.plain(plain))),
        forged ->
            actor.enqueue(
                () ->
                    done.accept(
                        new Unsealed.Refused(
                            "the ciphertext is not what was sealed with this key for this"))));
  }

  private static Int8Array js(byte[] bytes) {
    return Int8Array.copyFromJavaArray(bytes);
  }
}
