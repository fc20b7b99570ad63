package io.blackroad.mesh.sign;

import io.blackroad.mesh.SeededBytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Signatures with a part of small order: those that RFC 8032 takes and a strict verifier does not,
 * and those on which verifiers with and without the cofactor differ.
 */
final class SmallOrderVectors {
  private static final long SEED = 20_261_123;
  private static final BigInteger EIGHT = BigInteger.valueOf(8);
  private static final BigInteger L = ReferenceCurve.ORDER;

  private final SeededBytes random = new SeededBytes(SEED);
  private final ReferenceCurve torsion = ReferenceCurve.ofOrder8();
  private final BigInteger secret = scalar();
  private final ReferenceCurve honest = ReferenceCurve.BASE.times(secret);
  private final Consumer<Ed25519VectorFile.Case> cases;

  SmallOrderVectors(Consumer<Ed25519VectorFile.Case> cases) {
    this.cases = cases;
  }

  private BigInteger scalar() {
    return ReferenceCurve.number(random.bytes(32)).mod(L);
  }

  private void add(String why, boolean valid, Signed signed) {
    byte[] signature = Ed25519VectorFile.joined(signed.r, ReferenceCurve.bytes(signed.s.mod(L)));
    cases.accept(new Ed25519VectorFile.Case(why, valid, signed.key, signed.message, signature));
  }

  /** The parts of a signature. */
  private record Signed(byte[] key, byte[] message, byte[] r, BigInteger s) {}

  void addAll() {
    keys();
    rs();
    otherSpellings();
    mixedOrder();
  }

  /** k = SHA-512(R, key, message) modulo L. */
  private static BigInteger k(byte[] r, byte[] key, byte[] message) {
    byte[] digest = JdkKey.sha512(r, key, message);
    return ReferenceCurve.number(digest).mod(L);
  }

  /** A message that makes k a multiple of 8, or not. */
  private byte[] message(byte[] r, byte[] key, boolean multipleOf8) {
    byte[] message = random.bytes(8);
    while ((k(r, key, message).mod(EIGHT).signum() == 0) != multipleOf8) {
      message = random.bytes(8);
    }
    return message;
  }

  /** k A vanishes, so that S B = R is all there is to the equation, whatever the message. */
  private void keys() {
    for (int i = 0; i < 8; i++) {
      byte[] key = torsion.times(BigInteger.valueOf(i)).encoded();
      BigInteger nonce = scalar();
      byte[] r = ReferenceCurve.BASE.times(nonce).encoded();
      String why = "a key of small order, torsion point " + i + "; the equation holds";
      add(why, false, new Signed(key, message(r, key, true), r, nonce));
    }
    byte[] key = torsion.encoded();
    BigInteger nonce = scalar();
    byte[] r = ReferenceCurve.BASE.times(nonce).encoded();
    add(
        "a key of order 8; holds only with the cofactor",
        false,
        new Signed(key, message(r, key, false), r, nonce));
  }

  /** With a nonce of zero, S = k a: it gives the secret away, and no signer makes it. */
  private void rs() {
    byte[] key = honest.encoded();
    for (int i = 0; i < 8; i++) {
      byte[] r = torsion.times(BigInteger.valueOf(i)).encoded();
      byte[] message = random.bytes(8);
      BigInteger s = k(r, key, message).multiply(secret);
      String holds = i == 0 ? "; the equation holds" : "; holds only with the cofactor";
      add("an R of small order, torsion point " + i + holds, false, new Signed(key, message, r, s));
    }
  }

  /** Bytes that a lax decoder takes for the neutral element, for which equations hold. */
  private void otherSpellings() {
    BigInteger p = ReferenceCurve.PRIME;
    byte[][] spellings = {
      ReferenceCurve.bytes(p.add(BigInteger.ONE)),
      ReferenceCurve.bytes(p.add(BigInteger.ONE).setBit(255)),
      ReferenceCurve.bytes(BigInteger.ONE.setBit(255)),
    };
    String[] names = {"y = p + 1", "y = p + 1, x = -0", "y = 1, x = -0"};
    byte[] honestKey = honest.encoded();
    for (int i = 0; i < names.length; i++) {
      byte[] neutral = spellings[i];
      BigInteger nonce = scalar();
      byte[] r = ReferenceCurve.BASE.times(nonce).encoded();
      byte[] message = random.bytes(8);
      add("a key spelled " + names[i], false, new Signed(neutral, message, r, nonce));
      BigInteger s = k(neutral, honestKey, message).multiply(secret);
      add("an R spelled " + names[i], false, new Signed(honestKey, message, neutral, s));
    }
    // The other y past p that a point has: nobody knows its logarithm, so no equation holds.
    for (int past = 0; past < 19; past++) {
      byte[] key = ReferenceCurve.bytes(p.add(BigInteger.valueOf(past)));
      byte[] signature = random.bytes(64);
      signature[63] &= 15;
      byte[] r = Arrays.copyOf(signature, 32);
      BigInteger s = ReferenceCurve.number(Arrays.copyOfRange(signature, 32, 64));
      add("a key spelled y = p + " + past, false, new Signed(key, new byte[0], r, s));
    }
  }

  /** Keys and R that are honest ones plus a torsion point. */
  private void mixedOrder() {
    BigInteger nonce = scalar();
    byte[] r = ReferenceCurve.BASE.times(nonce).encoded();
    byte[] mixed = honest.plus(torsion).encoded();
    byte[] lucky = message(r, mixed, true);
    BigInteger s = nonce.add(k(r, mixed, lucky).multiply(secret));
    add("a key of mixed order; holds without the cofactor", true, new Signed(mixed, lucky, r, s));
    byte[] unlucky = message(r, mixed, false);
    s = nonce.add(k(r, mixed, unlucky).multiply(secret));
    String only = "; holds only with the cofactor";
    add("a key of mixed order" + only, false, new Signed(mixed, unlucky, r, s));
    byte[] mixedR = ReferenceCurve.BASE.times(nonce).plus(torsion).encoded();
    byte[] key = honest.encoded();
    byte[] message = random.bytes(8);
    s = nonce.add(k(mixedR, key, message).multiply(secret));
    add("an R of mixed order" + only, false, new Signed(key, message, mixedR, s));
  }
}
