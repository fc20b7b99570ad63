package io.blackroad.mesh.seal;

/**
 * A key of AES-128-GCM with the nonce of the one message that it encrypts.
 *
 * @param key {@link #KEY_BYTES} bytes
 * @param nonce {@link #NONCE_BYTES} bytes
 */
public record GcmKey(byte[] key, byte[] nonce) {
  public static final int KEY_BYTES = 16;
  public static final int NONCE_BYTES = 12;

  /** Bytes that a ciphertext is longer than its plaintext: the authentication tag. */
  public static final int TAG_BYTES = 16;

  public GcmKey {
    if (key.length != KEY_BYTES || nonce.length != NONCE_BYTES) {
      throw new IllegalArgumentException(
          "a key of " + key.length + " bytes with a nonce of " + nonce.length);
    }
  }

  /** For a key that is made anew for each message: nonce 0. */
  static GcmKey once(byte[] key) {
    return new GcmKey(key, new byte[NONCE_BYTES]);
  }
}
