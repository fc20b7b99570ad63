package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.seal.KeySchedule;
import java.util.Arrays;

/** The key schedule of sealed work (RFC 9180); the rest needs a platform's cryptography. */
final class SealVectors {
  private SealVectors() {}

  /**
   * {@code {agreed, enc, recipient, shared_secret, valid, why}}, and where {@code info} is there,
   * {@code {context, secret, key, base_nonce}} as well: all of it follows, exactly if {@code
   * valid}.
   */
  static void schedule(Fields fields, Report report) {
    boolean valid = fields.truth("valid");
    byte[] shared = fields.hash("shared_secret");
    Digest digest = new Sha256();
    byte[] made =
        KeySchedule.sharedSecret(
            fields.bytes("agreed"), fields.bytes("enc"), fields.bytes("recipient"), digest);
    boolean holds = Arrays.equals(shared, made);
    if (fields.has("info")) {
      holds &= follows(fields, KeySchedule.of(shared, fields.bytes("info"), digest));
    }
    report.verdict(fields, valid, holds && !fields.unfit());
  }

  private static boolean follows(Fields fields, KeySchedule schedule) {
    return Arrays.equals(fields.bytes("context"), schedule.context())
        && Arrays.equals(fields.bytes("secret"), schedule.secret())
        && Arrays.equals(fields.bytes("key"), schedule.first().key())
        && Arrays.equals(fields.bytes("base_nonce"), schedule.first().nonce());
  }
}
