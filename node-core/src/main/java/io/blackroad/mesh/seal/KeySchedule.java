package io.blackroad.mesh.seal;

import io.blackroad.mesh.port.Digest;

/**
 * The key schedule of RFC 9180 5.1 in mode base, up to the key of the first message; every
 * encapsulation here carries one message, so that no nonce is ever used twice.
 *
 * @param context the RFC's {@code key_schedule_context}
 * @param secret the RFC's {@code secret}
 * @param first key and nonce of the only message
 */
public record KeySchedule(byte[] context, byte[] secret, GcmKey first) {
  /** The RFC's {@code mode_base}: nothing but the recipient's key is known before. */
  private static final byte[] MODE_BASE = {0};

  private static final byte[] NOTHING = {};

  /** Schedule for what the KEM gave, 32 bytes, and the {@code info} that both sides know. */
  public static KeySchedule of(byte[] sharedSecret, byte[] info, Digest digest) {
    Labeled hpke = Labeled.hpke(new Hkdf(digest));
    byte[] context =
        Bytes.join(
            MODE_BASE, hpke.extract("psk_id_hash", NOTHING), hpke.extract("info_hash", info));
    byte[] secret = hpke.extract(sharedSecret, "secret", NOTHING);
    byte[] key = hpke.expand(secret, "key", context, GcmKey.KEY_BYTES);
    byte[] nonce = hpke.expand(secret, "base_nonce", context, GcmKey.NONCE_BYTES);
    return new KeySchedule(context, secret, new GcmKey(key, nonce));
  }

  /**
   * The KEM's shared secret (RFC 9180 4.1, ExtractAndExpand).
   *
   * @param agreed what Diffie-Hellman gave
   * @param encapsulated the sender's public key of this one message
   * @param recipient the recipient's public key
   */
  public static byte[] sharedSecret(
      byte[] agreed, byte[] encapsulated, byte[] recipient, Digest digest) {
    Labeled kem = Labeled.kem(new Hkdf(digest));
    byte[] context = Bytes.join(encapsulated, recipient);
    byte[] key = kem.extract("eae_prk", agreed);
    return kem.expand(key, "shared_secret", context, Hkdf.HASH_BYTES);
  }
}
