package io.blackroad.mesh.witness;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.EntryJson;
import org.jspecify.annotations.Nullable;

/** Signed checkpoints as JSON objects: on the wire, in receipts and in files. */
public final class CheckpointJson {
  private static final int HASH_DIGITS = 64;
  private static final int SIGNATURE_DIGITS = 128;

  private CheckpointJson() {}

  /** The members that are signed, with {@code public_key} and {@code signature}. */
  public static Json.Obj toJson(SignedCheckpoint signed) {
    return signed
        .checkpoint()
        .members()
        .put("public_key", signed.publicKey())
        .put("signature", signed.signature())
        .build();
  }

  /** Reads what {@link #toJson} writes and nothing else; null for anything else. */
  public static @Nullable SignedCheckpoint fromJson(Json json) {
    Members members = Members.of(json);
    SignedCheckpoint signed = read(members);
    return members.problem() == null ? signed : null;
  }

  /** Reads one that is part of something larger; usable only while there is no problem. */
  public static SignedCheckpoint read(Members members) {
    Checkpoint checkpoint =
        new Checkpoint(
            members.text("chain", EntryJson.CHAIN_CHARS_MAX),
            members.integer("tree_size", 1, Json.INT_MAX),
            members.hex("merkle_root", "", HASH_DIGITS),
            members.hex("head_hash", "", HASH_DIGITS),
            members.decimal("timestamp_ns"));
    SignedCheckpoint signed =
        new SignedCheckpoint(
            checkpoint,
            members.hex("public_key", "", HASH_DIGITS),
            members.hex("signature", "", SIGNATURE_DIGITS));
    members.end();
    return signed;
  }
}
