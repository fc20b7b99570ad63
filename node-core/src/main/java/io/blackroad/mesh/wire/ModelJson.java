package io.blackroad.mesh.wire;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;

/** {@link ModelSpec} as a JSON object. */
final class ModelJson {
  private static final String HASH_PREFIX = "sha256:";
  private static final int HASH_DIGITS = 64;

  private ModelJson() {}

  /** The members of spec/wire.md 3.3. */
  static Json.Obj toJson(ModelSpec model) {
    return new JsonObject()
        .put("name", model.name())
        .put("model_hash", model.modelHash())
        .put("model_bytes", model.modelBytes())
        .put("runtime", model.runtime())
        .put("runtime_hash", model.runtimeHash())
        .put("level", model.level())
        .put("dimensions", model.dimensions())
        .put("tokens_max", model.tokensMax())
        .put("pooling", model.pooling().wireName())
        .put("batchable", model.batchable())
        .build();
  }

  /** Reads what {@link #toJson} writes; usable only while {@code members} has no problem. */
  static ModelSpec read(Members members) {
    ModelSpec model =
        new ModelSpec(
            members.text("name", WireLimits.NAME_CHARS_MAX),
            members.hex("model_hash", HASH_PREFIX, HASH_DIGITS),
            members.integer("model_bytes", 1, Json.INT_MAX),
            members.text("runtime", WireLimits.NAME_CHARS_MAX),
            members.hex("runtime_hash", HASH_PREFIX, HASH_DIGITS),
            members.text("level", WireLimits.NAME_CHARS_MAX),
            (int) members.integer("dimensions", 1, WireLimits.MODEL_SIZE_MAX),
            (int) members.integer("tokens_max", 1, WireLimits.MODEL_SIZE_MAX),
            pooling(members),
            members.bool("batchable"));
    members.end();
    return model;
  }

  private static Pooling pooling(Members members) {
    Pooling pooling = Pooling.ofWireName(members.text("pooling", WireLimits.NAME_CHARS_MAX));
    if (pooling == null) {
      members.refuse("pooling", "unknown");
      return Pooling.MEAN;
    }
    return pooling;
  }
}
