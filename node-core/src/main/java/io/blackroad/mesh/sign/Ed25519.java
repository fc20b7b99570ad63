package io.blackroad.mesh.sign;

import java.util.Arrays;

/**
 * Pure Ed25519 (RFC 8032 5.1): no context, no prehash. Signing takes the same steps whatever the
 * secret is; how long a platform needs for a step is not ours to promise.
 *
 * <p>Verification is strict: {@link SignatureForm}, then the equation without the cofactor, S B = R
 * + k A, by comparing R's bytes. RFC 8032 5.1.7 allows it with or without; the Web Cryptography API
 * wants it without, and so do the JDK and Chromium compute it. Behind the same {@link
 * SignatureForm} the three give one verdict on all of spec/vectors/ed25519.json. Alone, the JDK 25
 * and Chromium 156 take keys and R of small order, and Chromium takes other spellings of such keys.
 */
public final class Ed25519 {
  private Ed25519() {}

  /**
   * The public key of a seed.
   *
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  public static byte[] publicKey(byte[] seed) {
    return EdwardsPoint.timesBase(scalar(expanded(seed))).encode();
  }

  /**
   * The 64 bytes of the signature (RFC 8032 5.1.6); the same ones for the same message.
   *
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  public static byte[] sign(byte[] seed, byte[] message) {
    byte[] expanded = expanded(seed);
    byte[] secret = scalar(expanded);
    byte[] prefix = Arrays.copyOfRange(expanded, 32, 64);
    byte[] key = EdwardsPoint.timesBase(secret).encode();
    byte[] nonce = ScalarL.reduce(Sha512.of(prefix, message));
    byte[] r = EdwardsPoint.timesBase(nonce).encode();
    byte[] k = ScalarL.reduce(Sha512.of(r, key, message));
    byte[] signature = Arrays.copyOf(r, SignatureForm.SIGNATURE_BYTES);
    System.arraycopy(ScalarL.multiplyAdd(k, secret, nonce), 0, signature, r.length, 32);
    return signature;
  }

  /**
   * True when {@code signature} is {@code publicKey}'s over {@code message}; false for anything
   * malformed. Takes a time that depends on its arguments, none of which is secret.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (!SignatureForm.isStrict(publicKey, signature)) {
      return false;
    }
    EdwardsPoint key = EdwardsPoint.decode(publicKey);
    if (key == null) {
      return false;
    }
    byte[] r = Arrays.copyOf(signature, 32);
    byte[] s = Arrays.copyOfRange(signature, 32, 64);
    byte[] k = ScalarL.reduce(Sha512.of(r, publicKey, message));
    EdwardsPoint wanted = EdwardsPoint.combine(s, k, key.negate().multiples());
    return Arrays.equals(wanted.encode(), r);
  }

  private static byte[] expanded(byte[] seed) {
    if (seed.length != SignatureForm.KEY_BYTES) {
      throw new IllegalArgumentException("a seed of " + seed.length + " bytes, 32 are wanted");
    }
    return Sha512.of(seed);
  }

  /** RFC 8032 5.1.5 step 2: a multiple of 8 from 2^254 on. */
  private static byte[] scalar(byte[] expanded) {
    byte[] scalar = Arrays.copyOf(expanded, 32);
    scalar[0] &= (byte) 248;
    scalar[31] &= 127;
    scalar[31] |= 64;
    return scalar;
  }
}
