package io.blackroad.mesh.wire;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;

/** {@link ConsentTerms} as a JSON object: on the wire, in the signed proof and in the log. */
public final class ConsentJson {
  private static final int CAP_PERCENT_MIN = 5;
  private static final int CAP_PERCENT_MAX = 100;

  private static final int HASH_DIGITS = 64;

  private ConsentJson() {}

  /** The members of spec/wire.md 3.2. */
  public static Json.Obj toJson(ConsentTerms terms) {
    return new JsonObject()
        .put("enabled", terms.enabled())
        .put("cpu_cap_percent", terms.cpuCapPercent())
        .put("gpu", terms.gpu())
        .put("site", terms.site())
        .put("text_version", terms.textVersion())
        .put("code_hash", terms.codeHash())
        .build();
  }

  /** Reads what {@link #toJson} writes; usable only while {@code members} has no problem. */
  static ConsentTerms read(Members members) {
    ConsentTerms terms =
        new ConsentTerms(
            members.bool("enabled"),
            (int) members.integer("cpu_cap_percent", CAP_PERCENT_MIN, CAP_PERCENT_MAX),
            members.bool("gpu"),
            members.text("site", WireLimits.SITE_CHARS_MAX),
            (int) members.integer("text_version", 0, Integer.MAX_VALUE),
            members.hex("code_hash", "", HASH_DIGITS));
    members.end();
    return terms;
  }
}
