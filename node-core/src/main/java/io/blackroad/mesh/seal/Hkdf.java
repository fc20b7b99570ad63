package io.blackroad.mesh.seal;

import io.blackroad.mesh.port.Digest;
import java.util.Arrays;

/**
 * HMAC-SHA256 (RFC 2104) and HKDF over it (RFC 5869). In plain Java over the {@link Digest},
 * because key schedules are some ten hashes of a hundred bytes: a promise for each, as WebCrypto
 * has it, would turn straight lines into callbacks. No branch and no index depends on a secret.
 */
final class Hkdf {
  /** Bytes of a hash, of an HMAC, and of the keys that are drawn here. */
  static final int HASH_BYTES = 32;

  /** RFC 5869 2.3: the counter is one byte. */
  static final int EXPANDED_BYTES_MAX = 255 * HASH_BYTES;

  private static final int BLOCK_BYTES = 64;
  private static final int INNER_PAD = 0x36;
  private static final int OUTER_PAD = 0x5c;

  private final Digest digest;

  Hkdf(Digest digest) {
    this.digest = digest;
  }

  /** HMAC of {@code parts}, joined. */
  byte[] hmac(byte[] key, byte[]... parts) {
    byte[] fit = key.length > BLOCK_BYTES ? digest.sha256(key) : key;
    byte[] inner = digest.sha256(Bytes.join(pad(fit, INNER_PAD), Bytes.join(parts)));
    return digest.sha256(Bytes.join(pad(fit, OUTER_PAD), inner));
  }

  private static byte[] pad(byte[] key, int pad) {
    byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
    for (int i = 0; i < BLOCK_BYTES; i++) {
      block[i] ^= (byte) pad;
    }
    return block;
  }

  /** HKDF-Extract; an empty salt is one of zeros. */
  byte[] extract(byte[] salt, byte[] material) {
    return hmac(salt, material);
  }

  /**
   * HKDF-Expand.
   *
   * @param bytes of what is wanted, 1 to {@link #EXPANDED_BYTES_MAX}
   */
  byte[] expand(byte[] key, byte[] info, int bytes) {
    if (bytes < 1 || bytes > EXPANDED_BYTES_MAX) {
      throw new IllegalArgumentException(bytes + " bytes, wanted 1 to " + EXPANDED_BYTES_MAX);
    }
    byte[] expanded = new byte[bytes];
    byte[] last = {};
    for (int at = 0, count = 1; at < bytes; at += HASH_BYTES, count++) {
      last = hmac(key, last, info, new byte[] {(byte) count});
      System.arraycopy(last, 0, expanded, at, Math.min(HASH_BYTES, bytes - at));
    }
    return expanded;
  }
}
