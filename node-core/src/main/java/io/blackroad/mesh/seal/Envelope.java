package io.blackroad.mesh.seal;

import io.blackroad.mesh.port.Digest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What holds the input or the output of one text, for whoever has its block's content key
 * (spec/wire.md 10.3).
 *
 * <pre>
 * mark = HMAC(mark key, length of binding ‖ binding ‖ padded content)
 * envelope = mark ‖ AES-128-GCM(message key that follows from the mark, nonce 0, aad = binding, padded content)
 * </pre>
 *
 * <p>The same content under the same key gives the same envelope, other content another message
 * key. So nodes that computed the same vectors show the same bytes, which whoever cannot read them
 * can compare; two that differ tell nothing but that; and no nonce is used twice whatever a caller
 * does. The mark also binds the content to one key, which GCM alone does not. (The idea is that of
 * a synthetic IV, RFC 5297 and RFC 8452, over primitives that every browser has.)
 */
final class Envelope {
  /** Bytes that an envelope is longer than its padded content. */
  static final int OVERHEAD_BYTES = Hkdf.HASH_BYTES + GcmKey.TAG_BYTES;

  private static final String LABEL = "blackroad-mesh-envelope:v1\n";
  private static final byte[] LINE_FEED = {'\n'};

  private final SealCrypto crypto;
  private final Hkdf hkdf;
  private final byte[] contentKey;
  private final byte[] binding;

  /**
   * @param contentKey of the block, {@link Hkdf#HASH_BYTES} random bytes
   * @param binding what the content belongs to
   */
  Envelope(SealCrypto crypto, Digest digest, byte[] contentKey, byte[] binding) {
    this.crypto = crypto;
    this.hkdf = new Hkdf(digest);
    this.contentKey = contentKey;
    this.binding = binding;
  }

  /** Which way an envelope goes; what went one way is refused the other. */
  enum Way {
    INPUT,
    OUTPUT;

    private byte[] info(String what) {
      return Bytes.text(LABEL + (this == INPUT ? "input " : "output ") + what);
    }
  }

  /** Requires at most {@link Padding#CONTENT_BYTES_MAX} bytes. */
  void seal(Way way, byte[] content, Consumer<byte[]> done) {
    byte[] padded = Padding.pad(content);
    byte[] mark = mark(way, padded);
    crypto.encrypt(
        key(way, mark), binding, padded, encrypted -> done.accept(Bytes.join(mark, encrypted)));
  }

  /** The content of an envelope that went that way; refused for anything else. */
  void open(Way way, byte[] envelope, Consumer<Unsealed> done) {
    if (envelope.length < OVERHEAD_BYTES) {
      done.accept(new Unsealed.Refused("an envelope of " + envelope.length + " bytes"));
      return;
    }
    byte[] mark = Arrays.copyOf(envelope, Hkdf.HASH_BYTES);
    byte[] encrypted = Arrays.copyOfRange(envelope, Hkdf.HASH_BYTES, envelope.length);
    crypto.decrypt(
        key(way, mark), binding, encrypted, decrypted -> done.accept(check(way, mark, decrypted)));
  }

  private Unsealed check(Way way, byte[] mark, Unsealed decrypted) {
    if (!(decrypted instanceof Unsealed.Plain padded)) {
      return decrypted;
    }
    return same(mark, mark(way, padded.bytes()))
        ? Padding.unpad(padded.bytes())
        : new Unsealed.Refused("not what the envelope's mark says");
  }

  private byte[] mark(Way way, byte[] padded) {
    byte[] length = Bytes.twoBytes(binding.length);
    byte[] key = hkdf.expand(contentKey, way.info("mark"), Hkdf.HASH_BYTES);
    return hkdf.hmac(key, length, binding, padded);
  }

  private GcmKey key(Way way, byte[] mark) {
    byte[] info = Bytes.join(way.info("key"), LINE_FEED, mark);
    return GcmKey.once(hkdf.expand(contentKey, info, GcmKey.KEY_BYTES));
  }

  /** In a time that says nothing of where they differ. Requires equal lengths. */
  private static boolean same(byte[] one, byte[] other) {
    int difference = 0;
    for (int i = 0; i < one.length; i++) {
      difference |= one[i] ^ other[i];
    }
    return difference == 0;
  }
}
