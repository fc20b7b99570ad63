package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.WebCrypto;
import io.blackroad.mesh.port.Signer;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** An Ed25519 pair made by {@code crypto.subtle}, its private half not extractable. */
public final class WebCryptoSigner implements Signer {
  private final JSObject privateKey;
  private final byte[] publicKey;
  private final Actor actor;

  private WebCryptoSigner(JSObject privateKey, byte[] publicKey, Actor actor) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.actor = actor;
  }

  /**
   * Signs with {@code pair}. Suspends (see {@link Await}).
   *
   * @throws BrowserFailure when it is no pair of Ed25519
   */
  static WebCryptoSigner of(WebCrypto.KeyPair pair, Actor actor) {
    ArrayBuffer raw = Await.value(WebCrypto.exportRaw(pair.getPublicKey()));
    return new WebCryptoSigner(pair.getPrivateKey(), bytes(raw), actor);
  }

  /**
   * Signs with {@code pair}, for an actor that cannot wait: {@code done} gets the signer on its
   * turn, or nothing when it is no pair of Ed25519.
   */
  public static void open(WebCrypto.KeyPair pair, Actor actor, Consumer<Signer> done) {
    Promises.settle(
        WebCrypto.exportRaw(pair.getPublicKey()),
        raw -> {
          Signer signer = new WebCryptoSigner(pair.getPrivateKey(), bytes(raw), actor);
          actor.enqueue(() -> done.accept(signer));
        },
        noKey -> {});
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public void sign(byte[] message, Consumer<byte[]> done) {
    Promises.settle(
        WebCrypto.sign(privateKey, Int8Array.copyFromJavaArray(message)),
        signature -> actor.enqueue(() -> done.accept(bytes(signature))),
        lost -> {});
  }

  private static byte[] bytes(ArrayBuffer buffer) {
    return new Int8Array(buffer).copyToJavaArray();
  }
}
