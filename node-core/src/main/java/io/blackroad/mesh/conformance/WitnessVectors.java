package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import io.blackroad.mesh.witness.SignedNote;
import io.blackroad.mesh.witness.SignedNote.Cosigner;
import org.jspecify.annotations.Nullable;

/** Checkpoints, receipts and notes (spec/ps-sha-infinity.md 7 and 8); most are wrong on purpose. */
final class WitnessVectors {
  private static final Sha256 SHA = new Sha256();

  private WitnessVectors() {}

  /** {@code {checkpoint, valid, why}}: whether it is the word of the seed that its chain names. */
  static void checkpoint(Fields fields, Report report) {
    boolean valid = fields.truth("valid");
    Json json = strict(fields, "checkpoint");
    SignedCheckpoint signed = json == null ? null : CheckpointJson.fromJson(json);
    report.verdict(fields, valid, signed != null && isSigned(signed));
  }

  /** {@code {receipt, valid, why}}: whether its entry is in the log of a checkpoint so signed. */
  static void receipt(Fields fields, Report report) {
    boolean valid = fields.truth("valid");
    Json json = strict(fields, "receipt");
    boolean holds =
        json != null
            && ReceiptJson.fromJson(json) instanceof ReceiptJson.Read.Ok read
            && read.receipt().problem(SHA) == null
            && isSigned(read.receipt().checkpoint());
    report.verdict(fields, valid, holds);
  }

  /**
   * {@code {note, public_key, cosigners: [{name, public_key}], valid, why}}: whether the log of
   * that key has signed the note, and each of the cosigners too.
   */
  static void note(Fields fields, Report report) {
    boolean valid = fields.truth("valid");
    byte[] key = fields.hash("public_key");
    SignedNote note = SignedNote.parse(fields.text("note"));
    boolean holds = note != null && !fields.unfit() && isSigned(note, key);
    VectorJson cosigners = fields.has("cosigners") ? fields.any("cosigners") : null;
    if (cosigners != null) {
      long position = 0;
      for (VectorJson item : cosigners.items()) {
        Fields of = Fields.ofCase(position++, item);
        Cosigner cosigner = new Cosigner(of.text("name"), of.hash("public_key"));
        holds = holds && note != null && !of.unfit() && isCosigned(note, cosigner);
        if (of.problem() != null) {
          fields.refuse("cosigners, " + of.name() + ": " + of.problem());
        }
      }
    }
    report.verdict(fields, valid, holds);
  }

  /** The value as the profile reads it; null when the profile refuses it, or it is missing. */
  static @Nullable Json strict(Fields fields, String member) {
    VectorJson found = fields.any(member);
    return found != null && found.strict() instanceof Parsed.Value(Json json) ? json : null;
  }

  private static boolean isSigned(SignedCheckpoint signed) {
    Answer answer = new Answer();
    signed.check(SHA, Answer.SIGNATURES, answer);
    return answer.isYes();
  }

  private static boolean isSigned(SignedNote note, byte[] key) {
    Answer answer = new Answer();
    String chain = SignedCheckpoint.CHAIN_PREFIX + Identity.seedId(key, SHA);
    note.isSignedBy(key, SHA, Answer.SIGNATURES, answer);
    return answer.isYes() && note.checkpoint().chain().equals(chain);
  }

  private static boolean isCosigned(SignedNote note, Cosigner cosigner) {
    Answer answer = new Answer();
    note.isCosignedBy(cosigner, SHA, Answer.SIGNATURES, answer);
    return answer.isYes() && cosigner.name().equals(Identity.nodeId(cosigner.publicKey(), SHA));
  }
}
