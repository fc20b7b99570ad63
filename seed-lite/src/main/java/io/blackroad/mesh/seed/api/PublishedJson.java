package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.CheckpointNote;
import io.blackroad.mesh.witness.Cosignature;
import io.blackroad.mesh.witness.Published;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checkpoint with its cosignatures as JSON: {@code /log/witnessed.json}. */
public final class PublishedJson {
  /** Cosignatures of one checkpoint that are read; a seed keeps 64. */
  private static final int COSIGNATURES_MAX = 1_000;

  private static final int KEY_DIGITS = 64;
  private static final int SIGNATURE_DIGITS = 128;

  private PublishedJson() {}

  /** A checkpoint and who vouched for it. */
  public record Witnessed(SignedCheckpoint checkpoint, List<Cosignature> cosignatures) {
    public Witnessed {
      cosignatures = List.copyOf(cosignatures);
    }
  }

  /** {@code {checkpoint, cosignatures: [{node_id, public_key, signature, time_s}]}}. */
  public static Json.Obj toJson(Published published) {
    List<Json> cosignatures = new ArrayList<>();
    for (Cosignature each : published.cosignatures()) {
      cosignatures.add(
          new JsonObject()
              .put("node_id", each.nodeId())
              .put("public_key", each.publicKey())
              .put("time_s", each.timeSeconds())
              .put("signature", each.signature())
              .build());
    }
    return new JsonObject()
        .put("checkpoint", CheckpointJson.toJson(published.checkpoint()))
        .put("cosignatures", cosignatures)
        .build();
  }

  /** Reads what {@link #toJson} writes and nothing else; null for anything else. */
  public static @Nullable Witnessed fromJson(Json json) {
    Members members = Members.of(json);
    SignedCheckpoint checkpoint = CheckpointJson.read(members.object("checkpoint"));
    List<Cosignature> cosignatures = new ArrayList<>();
    for (Json item : members.items("cosignatures", COSIGNATURES_MAX)) {
      Members each = members.item("cosignatures", item);
      cosignatures.add(
          new Cosignature(
              each.text("node_id", EntryJson.ACTOR_CHARS_MAX),
              each.hex("public_key", "", KEY_DIGITS),
              each.integer("time_s", 0, Json.INT_MAX),
              each.hex("signature", "", SIGNATURE_DIGITS)));
      each.end();
    }
    members.end();
    return members.problem() == null ? new Witnessed(checkpoint, cosignatures) : null;
  }

  /** The seed's key in the form that note tools take. */
  public static String verifierKey(SignedCheckpoint signed) {
    byte[] key = Hex.require(signed.publicKey());
    return CheckpointNote.verifierKey(signed.checkpoint().chain(), key, new Sha256());
  }
}
