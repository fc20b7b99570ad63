package io.blackroad.mesh.browser.seal;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.SealSubtle;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.Unsealed;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** A pair on P-256 in {@code crypto.subtle}'s hands. */
public final class WebCryptoSealKey implements SealKey {
  private static final byte UNCOMPRESSED = 4;

  private final JSObject privateKey;
  private final byte[] publicKey;
  private final Actor actor;

  public WebCryptoSealKey(JSObject privateKey, byte[] publicKey, Actor actor) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.actor = actor;
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The form is looked at first: browsers may take compressed points as well. */
  @Override
  public void agree(byte[] peer, Consumer<Unsealed> done) {
    if (peer.length != PUBLIC_BYTES || peer[0] != UNCOMPRESSED) {
      done.accept(new Unsealed.Refused("a public key of another form"));
      return;
    }
    Promises.settle(
        SealSubtle.agree(privateKey, Int8Array.copyFromJavaArray(peer)),
        agreed -> actor.enqueue(() -> done.accept(plain(agreed))),
        noPoint ->
            actor.enqueue(
                () -> done.accept(new Unsealed.Refused("a public key that is no point of P-256"))));
  }

  static Unsealed plain(ArrayBuffer bytes) {
    return new Unsealed.Plain(new Int8Array(bytes).copyToJavaArray());
  }
}
