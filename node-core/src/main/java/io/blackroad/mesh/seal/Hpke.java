package io.blackroad.mesh.seal;

import io.blackroad.mesh.port.Digest;
import java.util.function.Consumer;

/**
 * Hybrid public key encryption, RFC 9180, mode base, one suite: DHKEM(P-256, HKDF-SHA256),
 * HKDF-SHA256, AES-128-GCM. Single-shot (RFC 9180 6.1): each message has a key pair of its own, so
 * there is no counter to lose and no nonce to use twice.
 */
public final class Hpke {
  private final SealCrypto crypto;
  private final Digest digest;

  public Hpke(SealCrypto crypto, Digest digest) {
    this.crypto = crypto;
    this.digest = digest;
  }

  /**
   * What a recipient needs to open a message.
   *
   * @param encapsulated the RFC's {@code enc}
   * @param ciphertext with its tag
   */
  public record Message(byte[] encapsulated, byte[] ciphertext) {}

  /**
   * What both sides have to know alike.
   *
   * @param info what the message is for
   * @param aad what it belongs to
   */
  public record Binding(byte[] info, byte[] aad) {}

  /** Came of sealing. */
  public sealed interface Sealed {
    record Ok(Message message) implements Sealed {}

    /** The recipient's key is none. */
    record Refused(String reason) implements Sealed {}
  }

  /** Seals {@code plaintext} for whoever has the private half of {@code recipient}. */
  public void seal(byte[] recipient, Binding binding, byte[] plaintext, Consumer<Sealed> done) {
    crypto.generate(
        ephemeral ->
            ephemeral.agree(
                recipient,
                agreed -> {
                  switch (agreed) {
                    case Unsealed.Refused refused ->
                        done.accept(new Sealed.Refused(refused.reason()));
                    case Unsealed.Plain dh -> {
                      byte[] enc = ephemeral.publicKey();
                      crypto.encrypt(
                          key(dh.bytes(), enc, recipient, binding.info()),
                          binding.aad(),
                          plaintext,
                          text -> done.accept(new Sealed.Ok(new Message(enc, text))));
                    }
                  }
                }));
  }

  /** Opens what {@link #seal} made for {@code recipient} with the same binding. */
  public void open(SealKey recipient, Binding binding, Message message, Consumer<Unsealed> done) {
    byte[] enc = message.encapsulated();
    recipient.agree(
        enc,
        agreed -> {
          switch (agreed) {
            case Unsealed.Refused refused -> done.accept(refused);
            case Unsealed.Plain dh ->
                crypto.decrypt(
                    key(dh.bytes(), enc, recipient.publicKey(), binding.info()),
                    binding.aad(),
                    message.ciphertext(),
                    done);
          }
        });
  }

  private GcmKey key(byte[] agreed, byte[] enc, byte[] recipient, byte[] info) {
    byte[] shared = KeySchedule.sharedSecret(agreed, enc, recipient, digest);
    return KeySchedule.of(shared, info, digest).first();
  }
}
