package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.sign.Ed25519;
import io.blackroad.mesh.sign.SignatureForm;

/** Signatures (RFC 8032 5.1); most of them are wrong on purpose. */
final class Ed25519Vectors {
  private Ed25519Vectors() {}

  /**
   * {@code {public_key, message, signature, valid, why}}, all but the last two in hexadecimal; with
   * a {@code seed} as well, key and signature are made anew and compared.
   */
  static void check(Fields fields, Report report) {
    boolean valid = fields.truth("valid");
    byte[] publicKey = fields.bytes("public_key");
    byte[] message = fields.bytes("message");
    byte[] signature = fields.bytes("signature");
    byte[] seed = fields.has("seed") ? seed(fields) : null;
    boolean holds = !fields.unfit() && Ed25519.verify(publicKey, message, signature);
    report.verdict(fields, valid, holds);
    if (seed != null && !fields.unfit()) {
      String name = fields.name();
      report.equal(Hex.of(publicKey), Hex.of(Ed25519.publicKey(seed)), name + ", the key");
      report.equal(Hex.of(signature), Hex.of(Ed25519.sign(seed, message)), name + ", signed");
    }
  }

  private static byte[] seed(Fields fields) {
    byte[] seed = fields.bytes("seed");
    if (seed.length != SignatureForm.KEY_BYTES) {
      fields.refuse("seed is not 32 bytes in hexadecimal");
    }
    return seed;
  }
}
