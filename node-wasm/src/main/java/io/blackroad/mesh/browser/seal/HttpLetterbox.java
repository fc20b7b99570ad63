package io.blackroad.mesh.browser.seal;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.SealPost;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.Letterbox;
import io.blackroad.mesh.seal.SealKeyProof;
import io.blackroad.mesh.seal.Want;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for the keys of sealed blocks over HTTP; the seed answers within its own patience. */
final class HttpLetterbox implements Letterbox {
  private final String url;
  private final Actor actor;

  HttpLetterbox(String url, Actor actor) {
    this.url = url;
    this.actor = actor;
  }

  @Override
  public void ask(Want want, Consumer<Want.Answer> done) {
    SealKeyProof proof = want.proof();
    Promises.settle(
        SealPost.ask(
            url,
            want.job(),
            want.block(),
            want.nodeId(),
            Hex.of(proof.publicKey()),
            Hex.of(proof.sealKey()),
            Hex.of(proof.signature())),
        answer -> {
          Want.Answer said = answer(answer);
          actor.enqueue(() -> done.accept(said));
        },
        lost -> actor.enqueue(() -> done.accept(new Want.Answer.Refused("no seed answers"))));
  }

  private static Want.Answer answer(SealPost.Answer answer) {
    byte[] enc = bytes(answer.getEnc());
    byte[] ciphertext = bytes(answer.getCiphertext());
    if (enc == null || ciphertext == null) {
      String detail = answer.getDetail();
      return new Want.Answer.Refused(detail == null ? "no answer of a seed" : detail);
    }
    return new Want.Answer.Granted(new Hpke.Message(enc, ciphertext));
  }

  private static byte @Nullable [] bytes(@Nullable String hex) {
    return hex == null ? null : Hex.parse(hex);
  }
}
